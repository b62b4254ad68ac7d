{{/* Name of the objects that belong to all services. */}}
{{- define "hawkeye.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- if contains $name .Release.Name -}}{{ .Release.Name }}{{- else -}}{{ .Release.Name }}-{{ $name }}{{- end -}}
{{- end -}}
{{- end }}

{{/* Name of one service's objects. Arguments: root, service. Short enough for a StatefulSet's pods, which add "-0" and a hash. */}}
{{- define "hawkeye.name" -}}
{{ include "hawkeye.fullname" .root | trunc 40 | trimSuffix "-" }}-{{ .service }}
{{- end }}

{{- define "hawkeye.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (include "hawkeye.fullname" .) }}
{{- end }}

{{/* What selects the pods of one service; never changes over upgrades. Arguments: root, service. */}}
{{- define "hawkeye.selector" -}}
app.kubernetes.io/name: {{ .root.Values.nameOverride | default .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{/* Labels of all objects. */}}
{{- define "hawkeye.labels" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Labels of one service's objects. Arguments: root, service. */}}
{{- define "hawkeye.serviceLabels" -}}
{{ include "hawkeye.labels" .root }}
app.kubernetes.io/component: {{ .service }}
{{- end }}
