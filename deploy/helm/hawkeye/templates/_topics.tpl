{{/* Settings of each topic that differ from the brokers', as Hawkeye makes them itself. A test compares the two. */}}
{{- define "hawkeye.topics" -}}
frames:
  max.message.bytes: 16777216
  retention.ms: {{ include "hawkeye.millis" (index .Values.config.topics "frames-retention") }}
  retention.bytes: 536870912
  segment.bytes: 67108864
frames.dlq:
  max.message.bytes: 16777216
  retention.bytes: 67108864
  segment.bytes: 33554432
detections: {}
counts: {}
events: {}
cloud.counts: {}
cloud.keyframes:
  max.message.bytes: 16777216
camera-status:
  cleanup.policy: compact
{{- end }}
