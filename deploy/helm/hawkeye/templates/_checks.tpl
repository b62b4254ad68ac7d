{{/* Refuses values that the schema cannot judge, each with one line that says what to do. */}}
{{- define "hawkeye.check" -}}
{{- $partitions := int .Values.config.topics.partitions -}}
{{- range $service := list "ingest" "detect" "aggregate" "notify" -}}
{{- $replicas := int (index $.Values $service).replicas -}}
{{- if gt $replicas $partitions -}}
{{- fail (printf "%s.replicas must be at most config.topics.partitions, %d, since more would idle, got: %d" $service $partitions $replicas) -}}
{{- end -}}
{{- end -}}
{{- with .Values.detect.autoscaling -}}
{{- $most := int (.maxReplicas | default $partitions) -}}
{{- if gt $most $partitions -}}
{{- fail (printf "detect.autoscaling.maxReplicas must be at most config.topics.partitions, %d, since more would idle, got: %d" $partitions $most) -}}
{{- end -}}
{{- if gt (int .minReplicas) $most -}}
{{- fail (printf "detect.autoscaling.minReplicas must be at most maxReplicas, %d, got: %d" $most (int .minReplicas)) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.model.claim .Values.model.image -}}
{{- fail "model.claim and model.image are two places for one model: keep one of them" -}}
{{- end -}}
{{- include "hawkeye.checkConfig" . -}}
{{- end }}

{{- define "hawkeye.checkConfig" -}}
{{- $config := .Values.config -}}
{{- if hasKey $config "http" -}}
{{- fail "config.http is set by the chart: remove it, put host names into console.hosts, and name the Secret with the token in secrets.HAWKEYE_HTTP_TOKEN" -}}
{{- end -}}
{{- if hasKey $config "data-directory" -}}
{{- fail "config.data-directory is set by the chart: remove it" -}}
{{- end -}}
{{- if dig "detector" "model" "" $config -}}
{{- fail "config.detector.model is set by the chart: use model.file" -}}
{{- end -}}
{{- range $section := list "kafka" "registry" "cloud" "ingest" "detector" "aggregator" "console" "notify" -}}
{{- $native := index $config $section | default dict -}}
{{- if has $section (list "ingest" "detector" "aggregator" "console" "notify") -}}{{- $native = index $native "kafka" | default dict -}}{{- end -}}
{{- if eq $section "cloud" -}}{{- $native = index $native "registry" | default dict -}}{{- end -}}
{{- range $key, $value := $native -}}
{{- if regexMatch "password|jaas|secret|token|credential|user\\.info|keystore\\.key" ($key | lower) -}}
{{- if not (eq $key "basic.auth.credentials.source") -}}
{{- fail (printf "config.%s has %s, which may be a secret: put it into a Secret and name that in secrets.HAWKEYE_…, see values.yaml" $section $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if index $config "camera-secrets" -}}
{{- fail "config.camera-secrets has secrets: put them into a Secret and name that in secrets.HAWKEYE_CAMERA_SECRETS" -}}
{{- end -}}
{{- if dig "notify" "secrets" "" $config -}}
{{- fail "config.notify has secrets: put them into a Secret and name that in secrets.HAWKEYE_NOTIFY_SECRETS" -}}
{{- end -}}
{{- if dig "clips" "credentials" "" $config -}}
{{- fail "config.clips has credentials: put them into a Secret and name that in secrets.HAWKEYE_CLIPS_CREDENTIALS" -}}
{{- end -}}
{{- $clips := include "hawkeye.clips" . -}}
{{- if and .Values.clips.claim (not (regexMatch "^/clips(/|$)" $clips)) -}}
{{- fail (printf "config.clips.storage must be /clips or a folder in it when clips.claim is given, got: '%s'" $clips) -}}
{{- end -}}
{{- if and (hasPrefix "/clips" $clips) (not .Values.clips.claim) -}}
{{- fail "clips.claim must name the PersistentVolumeClaim of config.clips.storage, got: nothing" -}}
{{- end -}}
{{- if and .Values.notify.enabled (not (dig "notify" "targets" "" $config)) -}}
{{- fail "config.notify.targets must have at least one target when notify.enabled is true, got: none" -}}
{{- end -}}
{{- range $i, $camera := $config.cameras -}}
{{- /* ${NAME} in place of both is not a secret. */ -}}
{{- if regexMatch "://[^/]*@" (regexReplaceAll "://\\$\\{[a-zA-Z0-9._-]{1,100}\\}@" (toString $camera.url) "://") -}}
{{- fail (printf "config.cameras[%d].url has a user or password in it: write ${NAME}@ in their place, and put {NAME: USER:PASSWORD} into a Secret and name that in secrets.HAWKEYE_CAMERA_SECRETS" $i) -}}
{{- end -}}
{{- end -}}
{{- range $key := list "bootstrap.servers" -}}
{{- if not (index $config.kafka $key) -}}
{{- fail "config.kafka.bootstrap.servers must be the address of Kafka, HOST:PORT, got: nothing" -}}
{{- end -}}
{{- end -}}
{{- if not (regexMatch "^https?://" (index $config.registry "schema.registry.url" | toString)) -}}
{{- fail (printf "config.registry.schema.registry.url must be http://… or https://…, got: %s" (index $config.registry "schema.registry.url")) -}}
{{- end -}}
{{- end }}
