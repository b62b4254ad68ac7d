package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.hawkeye.schemas.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AsyncApiDocumentTest {

    @Test
    void theDocumentSaysWhatTheTableOfTopicsAndTheSchemasSay() throws IOException {
        GeneratedDocument.assertCurrent("asyncapi.yaml", AsyncApiDocument.text());
    }

    @Test
    void whatItSaysOfAValueIsItsSchemaAndEveryReferenceLeadsSomewhere() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(AsyncApiDocument.text());

        Map<String, Schema> values = new Topics("").schemas();
        assertThat(document.get("channels")).hasSize(values.size());
        for (JsonNode channel : document.get("channels")) {
            String topic = channel.get("address").asText().replace("{prefix}", "");
            JsonNode reference = channel.get("messages").iterator().next();
            JsonNode message = at(document, reference);
            JsonNode schema = at(document, message.get("payload"));
            assertThat(new Schema.Parser().parse(schema.get("schema").toString()))
                    .isEqualTo(values.get(topic));
        }
        document.findValues("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.asText().substring(1)).isMissingNode())
                        .as(reference.asText())
                        .isFalse());
    }

    private static JsonNode at(JsonNode document, JsonNode reference) {
        return document.at(reference.get("$ref").asText().substring(1));
    }
}
