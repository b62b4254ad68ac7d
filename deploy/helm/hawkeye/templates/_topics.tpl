{{/* Settings of each topic, as Hawkeye makes them itself. A test compares the two. */}}
{{- define "hawkeye.topics" -}}
{{- $size := include "hawkeye.bytes" (list "topics.frames-size" (dig "topics" "frames-size" "512 MiB" .Values.config)) | int64 -}}
{{- $keyframes := include "hawkeye.bytes" (list "topics.keyframes-size" (dig "topics" "keyframes-size" "128 MiB" .Values.config)) | int64 -}}
frames:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
  retention.ms: {{ include "hawkeye.millis" (list "frames-retention" (index .Values.config.topics "frames-retention")) }}
  retention.bytes: {{ $size }}
  segment.bytes: {{ min 67108864 $size }}
frames.dlq:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
  retention.bytes: 67108864
  segment.bytes: 33554432
detections: {cleanup.policy: delete}
detections.dlq:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
  retention.bytes: 67108864
  segment.bytes: 33554432
counts: {cleanup.policy: delete}
events: {cleanup.policy: delete}
notify.dlq:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
  retention.bytes: 67108864
  segment.bytes: 33554432
tracks: {cleanup.policy: delete}
keyframes:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
  retention.ms: {{ include "hawkeye.millis" (list "keyframes-retention" (dig "topics" "keyframes-retention" "7 d" .Values.config)) }}
  retention.bytes: {{ $keyframes }}
  segment.bytes: {{ min 33554432 $keyframes }}
clips: {cleanup.policy: delete}
cloud.counts: {cleanup.policy: delete}
cloud.keyframes:
  cleanup.policy: delete
  compression.type: producer
  max.message.bytes: 16777216
camera-status: {cleanup.policy: compact}
models: {cleanup.policy: compact}
model-status: {cleanup.policy: compact, segment.bytes: 1048576}
site-settings: {cleanup.policy: compact}
site-status: {cleanup.policy: delete, retention.ms: 3600000}
commands: {cleanup.policy: delete, retention.ms: 86400000}
command-results: {cleanup.policy: delete, retention.ms: 86400000}
{{- end }}
