{{/* hawkeye.yaml: config over what the chart sets itself. */}}
{{- define "hawkeye.config" -}}
{{- $aggregators := list (printf "http://%s:8080" (include "hawkeye.name" (dict "root" . "service" "aggregate"))) -}}
{{- $http := dict "host" "0.0.0.0" "port" 8080 -}}
{{- with include "hawkeye.hosts" . | fromYamlArray }}{{- $_ := set $http "hosts" . }}{{- end -}}
{{- $own := dict
      "http" $http
      "data-directory" "/var/lib/hawkeye"
      "detector" (dict "model" .Values.model.file)
      "console" (dict "aggregators" $aggregators) -}}
{{- toYaml (mergeOverwrite $own (deepCopy .Values.config)) -}}
{{- end }}

{{/* Names under which the console is reached, as a list in YAML. The Ingress may be for all names of a domain; those have to be
     in console.hosts one by one. */}}
{{- define "hawkeye.hosts" -}}
{{- $hosts := .Values.console.hosts -}}
{{- with .Values.console.ingress -}}
{{- if and $.Values.console.enabled .enabled (not (contains "*" .host)) -}}{{- $hosts = append $hosts .host -}}{{- end -}}
{{- end -}}
{{- toYaml (uniq $hosts) -}}
{{- end }}

{{/* A topic's name with the prefix. Arguments: root, topic. */}}
{{- define "hawkeye.topic" -}}
{{ .root.Values.config.topics.prefix }}{{ .topic }}
{{- end }}

{{/* Kafka's addresses for those who run in another namespace: a name without a dot is that of a Service in the release's. */}}
{{- define "hawkeye.kafkaFromOutside" -}}
{{- $servers := list -}}
{{- range splitList "," (index .Values.config.kafka "bootstrap.servers" | nospace) -}}
{{- $servers = append $servers (regexReplaceAll "^([A-Za-z0-9-]+):" . (printf "${1}.%s:" $.Release.Namespace)) -}}
{{- end -}}
{{- join "," $servers -}}
{{- end }}

{{/* The detector's consumer group. */}}
{{- define "hawkeye.detectorGroup" -}}
{{ dig "detector" "application-id" "hawkeye-detector" .Values.config }}
{{- end }}

{{/* Where clips are stored; empty for no clips. */}}
{{- define "hawkeye.clips" -}}
{{ dig "clips" "storage" "" .Values.config }}
{{- end }}

{{/* A time of topics as hawkeye.yaml has it, key and value, in milliseconds. */}}
{{- define "hawkeye.millis" -}}
{{- $key := index . 0 -}}
{{- $text := trim (index . 1) -}}
{{- if not (regexMatch "^[0-9]{1,12}\\s*(ms|s|m|h|d)$" $text) -}}
{{- fail (printf "config.topics.%s must be a whole number with ms, s, m, h or d, such as '1 h', got: '%s'" $key $text) -}}
{{- end -}}
{{- $unit := regexFind "[a-z]+$" $text -}}
{{- mul (regexFind "^[0-9]+" $text | int64) (get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000) $unit) -}}
{{- end }}

{{/* A size as hawkeye.yaml has it, key and value, in bytes. */}}
{{- define "hawkeye.bytes" -}}
{{- $key := index . 0 -}}
{{- $text := trim (index . 1) -}}
{{- if not (regexMatch "^[0-9]{1,12}\\s*(B|KiB|MiB|GiB)$" $text) -}}
{{- fail (printf "config.%s must be a whole number with B, KiB, MiB or GiB, such as '512 MiB', got: '%s'" $key $text) -}}
{{- end -}}
{{- $unit := regexFind "[A-Za-z]+$" $text -}}
{{- mul (regexFind "^[0-9]+" $text | int64) (get (dict "B" 1 "KiB" 1024 "MiB" 1048576 "GiB" 1073741824) $unit) -}}
{{- end }}
