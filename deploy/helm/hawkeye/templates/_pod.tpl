{{/* The pod of one service. Arguments: root, service. */}}
{{- define "hawkeye.pod" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $own := index $values .service -}}
{{- $model := has .service (list "detect" "console") -}}
{{- $clips := and $values.clips.claim (has .service (list "ingest" "console")) -}}
metadata:
  labels:
    {{- include "hawkeye.serviceLabels" . | nindent 4 }}
  annotations:
    # New settings, new pods. Secrets are not seen here: after a change of one, `kubectl rollout restart`.
    checksum/config: {{ include "hawkeye.config" $root | sha256sum }}
    {{- with $own.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "hawkeye.serviceAccount" $root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  # The pause before SIGTERM, 5 s, and the 15 s that a service takes at most to finish what is in flight.
  terminationGracePeriodSeconds: 30
  securityContext:
    runAsNonRoot: true
    runAsUser: {{ $values.user }}
    runAsGroup: {{ $values.user }}
    seccompProfile: {type: RuntimeDefault}
    {{- if $clips }}
    # A new volume belongs to root: without this, clips cannot be written.
    fsGroup: {{ $values.user }}
    fsGroupChangePolicy: OnRootMismatch
    {{- end }}
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $values.spreadOver }}
  topologySpreadConstraints:
    {{- range . }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "hawkeye.selector" $ | nindent 10 }}
    {{- end }}
  {{- end }}
  {{- with $own.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $own.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if and $model $values.model.image }}
  initContainers:
    - name: model
      image: {{ $values.model.image }}
      command: [sh, -c, cp -R /models/. /copy/]
      resources:
        requests: {cpu: 50m, memory: 32Mi}
        limits: {memory: 128Mi}
      securityContext:
        {{- include "hawkeye.contained" . | nindent 8 }}
      volumeMounts:
        - {name: models, mountPath: /copy}
  {{- end }}
  containers:
    - name: {{ .service }}
      {{- include "hawkeye.container" . | nindent 6 }}
  volumes:
    - name: config
      configMap: {name: {{ include "hawkeye.fullname" $root }}}
    # Need not outlive the pod: the state of Kafka Streams is in memory and on changelog topics.
    - name: data
      {{- if and (eq .service "ingest") (include "hawkeye.clips" $root) }}
      # 256 MiB, and the clips that wait to be stored.
      {{- $spool := include "hawkeye.bytes" (list "clips.spool-size" (dig "clips" "spool-size" "2 GiB" $values.config)) | int64 }}
      emptyDir: {sizeLimit: {{ add $spool 268435456 | quote }}}
      {{- else if eq .service "detect" }}
      # Published models; fetched again into a new pod.
      emptyDir: {sizeLimit: {{ $own.dataSize }}}
      {{- else }}
      emptyDir: {sizeLimit: 256Mi}
      {{- end }}
    # Native libraries unpack themselves here.
    - name: tmp
      emptyDir: {sizeLimit: 1Gi}
    {{- if $model }}
    {{- if $values.model.claim }}
    - name: models
      persistentVolumeClaim: {claimName: {{ $values.model.claim }}, readOnly: true}
    {{- else if $values.model.image }}
    - name: models
      emptyDir: {sizeLimit: 1Gi}
    {{- end }}
    {{- end }}
    {{- if $clips }}
    - name: clips
      persistentVolumeClaim: {claimName: {{ $values.clips.claim }}}
    {{- end }}
    {{- range $i, $files := $values.secretFiles }}
    - name: files-{{ $i }}
      secret: {secretName: {{ $files.name }}}
    {{- end }}
    {{- with $own.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end }}

{{/* What no container of ours may do. */}}
{{- define "hawkeye.contained" -}}
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
capabilities: {drop: [ALL]}
{{- end }}
