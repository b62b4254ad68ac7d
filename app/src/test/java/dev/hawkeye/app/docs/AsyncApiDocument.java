package dev.hawkeye.app.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.topics.TopicSpec;
import dev.hawkeye.site.topics.TopicTable;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** docs/asyncapi.yaml: all topics as AsyncAPI 3.0, from the table of topics and the Avro schemas. */
final class AsyncApiDocument {
    private static final String NOTE = "# Generated. Do not edit: see \"Generated documents\" in CONTRIBUTING.md.\n";
    private static final String AVRO = "application/vnd.apache.avro;version=1.9.0";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode channels = JSON.createObjectNode();
    private final ObjectNode operations = JSON.createObjectNode();
    private final ObjectNode messages = JSON.createObjectNode();
    private final ObjectNode schemas = JSON.createObjectNode();

    private AsyncApiDocument() {}

    static String text() throws JsonProcessingException {
        return NOTE + YAML.writeValueAsString(new AsyncApiDocument().make());
    }

    private ObjectNode make() throws JsonProcessingException {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Hawkeye")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "The Kafka topics of a site. Values are Avro in Confluent's wire format: one zero byte, the id of the schema"
                                + " in the site's registry (4 bytes), the record. Operations are those of Hawkeye: what it sends can be"
                                + " received by anybody.");
        document.put("defaultContentType", "application/vnd.apache.avro");
        document.set("channels", channels);
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        components
                .putObject("parameters")
                .putObject("prefix")
                .put("description", "The setting topics.prefix of the site; empty by default.")
                .put("default", "");
        HawkeyeConfig defaults = new ConfigReader().read();
        Map<String, Schema> values = new Topics("").schemas();
        for (TopicSpec spec : TopicTable.of(defaults.topics())) {
            Schema value = values.get(spec.name());
            if (value != null) { // dead letters are what could not be read
                channel(spec, value);
            }
        }
        return document;
    }

    private void channel(TopicSpec spec, Schema value) throws JsonProcessingException {
        String id = camel(spec.name());
        ObjectNode channel = channels.putObject(id);
        channel.put("address", "{prefix}" + spec.name()).put("description", value.getDoc());
        channel.putObject("parameters").putObject("prefix").put("$ref", "#/components/parameters/prefix");
        channel.putObject("messages")
                .putObject(value.getName())
                .put("$ref", "#/components/messages/" + value.getName());
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("partitions", spec.partitions());
        ObjectNode settings = JSON.createObjectNode();
        new TreeMap<>(spec.settings()).forEach((key, setting) -> configuration(settings, key, setting));
        if (!settings.isEmpty()) {
            kafka.set("topicConfiguration", settings);
        }
        kafka.put("bindingVersion", "0.5.0");
        if (!spec.writers().isEmpty()) {
            operation(
                    "send",
                    "write",
                    id,
                    value,
                    String.join(", ", spec.writers().stream().sorted().toList()));
        }
        if (!spec.readers().isEmpty()) {
            operation(
                    "receive",
                    "read",
                    id,
                    value,
                    String.join(", ", spec.readers().stream().sorted().toList()));
        }
        message(value);
    }

    /** The binding knows these settings, with their types. */
    private static void configuration(ObjectNode settings, String key, String value) {
        switch (key) {
            case "cleanup.policy" -> settings.putArray(key).add(value);
            case "retention.ms", "retention.bytes", "delete.retention.ms", "max.message.bytes" ->
                settings.put(key, Long.parseLong(value));
            default -> {}
        }
    }

    private void operation(String action, String verb, String channel, Schema value, String who) {
        ObjectNode operation =
                operations.putObject(verb + Character.toUpperCase(channel.charAt(0)) + channel.substring(1));
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.put("summary", "By " + who + ".");
        ArrayNode sent = operation.putArray("messages");
        sent.addObject().put("$ref", "#/channels/" + channel + "/messages/" + value.getName());
    }

    private void message(Schema value) throws JsonProcessingException {
        ObjectNode message = messages.putObject(value.getName());
        message.put("name", value.getFullName()).put("contentType", "application/vnd.apache.avro");
        message.putObject("payload").put("$ref", "#/components/schemas/" + value.getName());
        message.putObject("bindings")
                .putObject("kafka")
                .put("schemaIdLocation", "payload")
                .put("schemaIdPayloadEncoding", "confluent")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string");
        ObjectNode schema = schemas.putObject(value.getName());
        schema.put("schemaFormat", AVRO);
        schema.set("schema", JSON.readTree(value.toString()));
    }

    /** {@code cloud.keyframes} and {@code camera-status} as names of the document. */
    private static String camel(String topic) {
        StringBuilder name = new StringBuilder();
        for (String word : topic.split("[.-]", -1)) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }
}
