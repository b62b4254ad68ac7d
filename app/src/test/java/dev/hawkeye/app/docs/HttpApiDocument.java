package dev.hawkeye.app.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** docs/http-api.md, from the console's OpenAPI description; what the other routes are for is written here. */
final class HttpApiDocument {
    private static final String BEGINNING = """
            # HTTP API

            %s

            Every process listens on `http.port`, 8080 by default. Who may ask: [security.md](security.md#hawkeyes-own-http-port).

            | route | process | answer | token |
            |---|---|---|---|
            | `GET /live` | all | 200 while the process works | no |
            | `GET /ready` | all | 200 when it does its work, otherwise 503; JSON that says what it waits for ([operations.md](operations.md#health)) | no |
            | `GET /metrics` | all | metrics for Prometheus ([metrics.md](metrics.md)) | yes |
            | `GET /history?camera=ID&from=MS&to=MS` | `aggregate`, `run` | final windows of a camera, from the instance that has it | yes |
            | `GET /topology` | `detect`, `aggregate`, `run` | what Kafka Streams runs, as `Topology.describe()` says it | yes |
            | `GET /schemas/…`, `GET /subjects/…` | `run` | schemas, under the read paths of Confluent's registry | no |
            | `/`, `/assets/…`, `/api/…` | `console`, `run`, `demo` | the page, and what follows | see below |

            ## The console's API

            """.formatted(GeneratedDocument.NOTE);

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final JsonNode api;
    private final StringBuilder document = new StringBuilder(BEGINNING);

    private HttpApiDocument(JsonNode api) {
        this.api = api;
    }

    static String text() throws IOException {
        try (InputStream yaml = HttpApiDocument.class.getResourceAsStream("/dev/hawkeye/console/openapi.yaml")) {
            HttpApiDocument document = new HttpApiDocument(new YAMLMapper().readTree(yaml));
            document.write();
            return document.document.toString();
        }
    }

    private void write() {
        document.append(api.at("/info/description").asText().strip()).append("\n\n");
        document.append("`GET /api/openapi.yaml` has all of it, with the schema of every answer.\n");
        for (JsonNode tag : api.get("tags")) {
            document.append("\n## ").append(tag.get("description").asText()).append('\n');
            api.get("paths")
                    .properties()
                    .forEach(path -> METHODS.stream()
                            .filter(method ->
                                    path.getValue().at("/" + method + "/tags/0").equals(tag.get("name")))
                            .forEach(method -> operation(
                                    method, path.getKey(), path.getValue().get(method))));
        }
    }

    private void operation(String method, String path, JsonNode operation) {
        document.append("\n### ")
                .append(method.toUpperCase(Locale.ROOT))
                .append(' ')
                .append(path);
        document.append("\n\n").append(operation.get("summary").asText()).append(".\n");
        if (operation.has("description")) {
            document.append('\n')
                    .append(operation.get("description").asText().strip())
                    .append('\n');
        }
        if (operation.has("parameters")) {
            document.append("\n| parameter | in | meaning |\n|---|---|---|\n");
            operation.get("parameters").forEach(parameter -> parameter(resolved(parameter)));
        }
        document.append("\nAnswers: ")
                .append(String.join(", ", statuses(operation)))
                .append(".\n");
    }

    private void parameter(JsonNode parameter) {
        String required = parameter.path("required").asBoolean() ? "" : ", optional";
        document.append("| `%s` | %s%s | %s |%n"
                .formatted(
                        parameter.get("name").asText(),
                        parameter.get("in").asText(),
                        required,
                        parameter
                                .path("description")
                                .asText()
                                .strip()
                                .replace("\n", " ")
                                .replace("|", "\\|")));
    }

    private static List<String> statuses(JsonNode operation) {
        return operation.get("responses").properties().stream()
                .map(response -> "`" + response.getKey() + "`")
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.get("$ref").asText().substring(1)) : node;
    }
}
