package dev.hawkeye.app.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.hawkeye.schemas.CloudEvents;
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
    private static final String HEADERS = "CloudEventHeaders";
    private static final Topics TOPICS = new Topics("");
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
                                + " in the site's registry, or for cloud.* in that of the setting cloud.registry (4 bytes), the record."
                                + " Operations are those of Hawkeye: what it sends can be"
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
        Map<String, Schema> values = TOPICS.schemas();
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
        String message = message(spec, value);
        channel.putObject("messages").putObject(message).put("$ref", "#/components/messages/" + message);
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
                    message,
                    String.join(", ", spec.writers().stream().sorted().toList()));
        }
        if (!spec.readers().isEmpty()) {
            operation(
                    "receive",
                    "read",
                    id,
                    message,
                    String.join(", ", spec.readers().stream().sorted().toList()));
        }
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

    private void operation(String action, String verb, String channel, String message, String who) {
        ObjectNode operation =
                operations.putObject(verb + Character.toUpperCase(channel.charAt(0)) + channel.substring(1));
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel);
        operation.put("summary", "By " + who + ".");
        ArrayNode sent = operation.putArray("messages");
        sent.addObject().put("$ref", "#/channels/" + channel + "/messages/" + message);
    }

    /** @return its name: what leaves the site has headers that the same value does not have elsewhere */
    private String message(TopicSpec spec, Schema value) throws JsonProcessingException {
        boolean ofCloud = TOPICS.isOfCloud(spec.name());
        String name = (ofCloud ? "Leaving" : "") + value.getName();
        ObjectNode message = messages.putObject(name);
        message.put("name", value.getFullName()).put("contentType", "application/vnd.apache.avro");
        if (ofCloud || spec.name().equals(TOPICS.events())) {
            message.putObject("headers").put("$ref", "#/components/schemas/" + HEADERS);
            schemas.set(HEADERS, headers());
        }
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
        return name;
    }

    private static ObjectNode headers() {
        ObjectNode headers = JSON.createObjectNode();
        headers.put("type", "object")
                .put("description", "CloudEvents 1.0, binary mode of its Kafka binding: each value is text in UTF-8.");
        ObjectNode properties = headers.putObject("properties");
        property(properties, CloudEvents.SPEC_VERSION, "The version of CloudEvents.")
                .put("const", "1.0");
        property(
                properties,
                CloudEvents.ID,
                "Unique within ce_source, and the same when the record is repeated. Of an event its id and '-appeared' or '-left';"
                        + " of a keyframe the id of its event and '-keyframe'; of a count camera, class and window.");
        property(properties, CloudEvents.SOURCE, "'/sites/' and the name of the site.");
        property(
                properties,
                CloudEvents.TYPE,
                "dev.hawkeye.count, dev.hawkeye.keyframe, or dev.hawkeye.event. and the type of the event in lower case.");
        property(
                        properties,
                        CloudEvents.TIME,
                        "Capture time: of an event when it was confirmed or over, of a count the end of its window.")
                .put("format", "date-time");
        property(properties, CloudEvents.SUBJECT, "The key that the record has on the site.");
        property(properties, CloudEvents.SITE, "The name of the site, an extension.");
        property(properties, CloudEvents.CONTENT_TYPE, "Of the value.").put("const", "application/vnd.apache.avro");
        ArrayNode required = headers.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return headers;
    }

    private static ObjectNode property(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
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
