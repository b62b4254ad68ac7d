package dev.hawkeye.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.schemas.RecordJson;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.UndecodableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Records of a topic as JSON lines. */
final class RecordLines {
    private static final byte[] JSON_TYPE = "application/json".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deserializer<? extends SpecificRecord> values;

    RecordLines(OurTopic topic, SchemaRegistry registry) {
        values = topic.type().map(type -> registry.serde(type).deserializer()).orElse(null);
    }

    /** Formats one record; the line says so if the value cannot be decoded. */
    String line(ConsumerRecord<String, byte[]> record) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("key", record.key())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        byte[] value = record.value();
        if (value == null) {
            line.putNull("value");
        } else if (values == null) {
            line.set("headers", headers(record));
            line.set("value", unread(record));
        } else {
            try {
                line.set("value", RecordJson.fields(values.deserialize(record.topic(), value)));
            } catch (UndecodableException e) {
                line.put("undecodable", e.getMessage());
                line.set("value", RecordJson.bytes(value.length));
            }
        }
        return line.toString();
    }

    /** A value that is not Avro: JSON if a header says so, otherwise its length. */
    private static JsonNode unread(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("content-type");
        if (type != null && Arrays.equals(type.value(), JSON_TYPE)) {
            try {
                return JSON.readTree(record.value());
            } catch (IOException e) {
                return RecordJson.bytes(record.value().length);
            }
        }
        return RecordJson.bytes(record.value().length);
    }

    private static ObjectNode headers(ConsumerRecord<String, byte[]> record) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Header header : record.headers()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
