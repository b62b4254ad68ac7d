package dev.hawkeye.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;

/** Our records as JSON for people and their tools: times in ISO 8601; for bytes, only their number. */
public final class RecordJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RecordJson() {}

    /** @return one line without a line break */
    public static String of(SpecificRecord record) {
        return fields(record).toString();
    }

    /** The same as a tree that the caller may change. */
    public static ObjectNode fields(IndexedRecord record) {
        ObjectNode node = NODES.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            node.set(field.name(), value(record.get(field.pos())));
        }
        return node;
    }

    public static ObjectNode bytes(int count) {
        return NODES.objectNode().put("bytes", count);
    }

    private static JsonNode value(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof IndexedRecord record) {
            return fields(record);
        }
        if (value instanceof Collection<?> items) {
            return NODES.arrayNode()
                    .addAll(items.stream().map(RecordJson::value).toList());
        }
        if (value instanceof Map<?, ?> named) {
            ObjectNode node = NODES.objectNode();
            named.forEach((name, its) -> node.set(name.toString(), value(its)));
            return node;
        }
        if (value instanceof ByteBuffer buffer) {
            return bytes(buffer.remaining());
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Float number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(number);
        }
        return NODES.textNode(value.toString());
    }
}
