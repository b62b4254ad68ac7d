{{/* One egress rule. Arguments: to (peers, empty for anywhere), ports. */}}
{{- define "hawkeye.egress" -}}
- ports:
    {{- range .ports }}
    - {protocol: TCP, port: {{ . }}}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* One ingress rule for the HTTP port: {{ include … .from }} with peers, empty for anywhere. */}}
{{- define "hawkeye.ingress" -}}
- ports:
    - {protocol: TCP, port: http}
  {{- with . }}
  from:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* Ports of Kafka, as a list in YAML. */}}
{{- define "hawkeye.kafkaPorts" -}}
{{- $ports := .Values.networkPolicy.kafka.ports -}}
{{- if not $ports -}}
{{- range splitList "," (index .Values.config.kafka "bootstrap.servers") -}}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .) | default "9092" | int) -}}
{{- end -}}
{{- end -}}
{{- toYaml (uniq $ports) -}}
{{- end }}

{{/* Ports of http and https addresses, as a list in YAML. Arguments: ports (win over the addresses), addresses (with commas
     between several; empty for none). */}}
{{- define "hawkeye.portsOf" -}}
{{- $ports := .ports -}}
{{- if and .addresses (not $ports) -}}
{{- range splitList "," .addresses -}}
{{- $address := urlParse (trim .) -}}
{{- $port := regexFind "[0-9]+$" (regexFind ":[0-9]+$" $address.host) -}}
{{- $ports = append $ports ($port | default (ternary 443 80 (eq $address.scheme "https")) | int) -}}
{{- end -}}
{{- end -}}
{{- toYaml (uniq $ports) -}}
{{- end }}
