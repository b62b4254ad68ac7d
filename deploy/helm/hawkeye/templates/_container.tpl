{{/* The container of one service, less its name. Arguments: root, service. */}}
{{- define "hawkeye.container" -}}
{{- $values := .root.Values -}}
{{- $own := index $values .service -}}
image: {{ include "hawkeye.image" .root }}
imagePullPolicy: {{ $values.image.pullPolicy }}
args: [{{ .service }}, --config, /etc/hawkeye/hawkeye.yaml]
{{- with include "hawkeye.environment" . }}
env:
  {{- . | nindent 2 }}
{{- end }}
ports:
  - {name: http, containerPort: 8080, protocol: TCP}
# Up to three minutes for the JVM: a node that is far too busy takes one, and a restart would only make it busier.
startupProbe:
  httpGet: {path: /live, port: http}
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
# Only a restart helps. An unreachable Kafka or registry is no reason: it waits for them at the start, live and not ready,
# and later continues when they are back.
livenessProbe:
  httpGet: {path: /live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
# Until no more requests are routed here.
lifecycle:
  preStop:
    sleep: {seconds: 5}
resources:
  {{- toYaml $own.resources | nindent 2 }}
securityContext:
  {{- include "hawkeye.contained" . | nindent 2 }}
volumeMounts:
  - {name: config, mountPath: /etc/hawkeye, readOnly: true}
  - {name: data, mountPath: /var/lib/hawkeye}
  - {name: tmp, mountPath: /tmp}
  {{- if and (has .service (list "detect" "console")) (or $values.model.claim $values.model.image) }}
  - {name: models, mountPath: /models, readOnly: true}
  {{- end }}
  {{- if and $values.clips.claim (has .service (list "ingest" "console")) }}
  # The console only reads.
  - {name: clips, mountPath: /clips, readOnly: {{ eq .service "console" }}}
  {{- end }}
  {{- range $i, $files := $values.secretFiles }}
  - {name: files-{{ $i }}, mountPath: {{ $files.path }}, readOnly: true}
  {{- end }}
  {{- with $own.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "hawkeye.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end }}

{{/* Environment of one service. Arguments: root, service. */}}
{{- define "hawkeye.environment" -}}
{{- range $variable, $secret := .root.Values.secrets }}
{{- $only := get (dict
      "HAWKEYE_HTTP_ADMIN_TOKEN" (list "console")
      "HAWKEYE_CAMERAS" (list "ingest")
      "HAWKEYE_CAMERA_SECRETS" (list "ingest" "console")
      "HAWKEYE_NOTIFY_SECRETS" (list "notify")
      "HAWKEYE_CLIPS_CREDENTIALS" (list "ingest" "console")) $variable }}
{{- if or (not $only) (has $.service $only) }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef: {name: {{ $secret.name }}, key: {{ $secret.key }}}
{{- end }}
{{- end }}
{{- with (index .root.Values .service).javaOptions }}
- name: HAWKEYE_JAVA_OPTS
  value: {{ . | quote }}
{{- end }}
{{- if eq .service "aggregate" }}
# Where the other instances ask this one for its cameras.
- name: POD_NAME
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: HAWKEYE_AGGREGATOR_KAFKA_APPLICATION_SERVER
  value: $(POD_NAME).{{ include "hawkeye.name" . }}-pods.{{ .root.Release.Namespace }}.svc:8080
{{- end }}
{{- end }}
