package dev.hawkeye.app.docs;

import dev.hawkeye.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** docs/records.md, from the Avro schemas of the topics. */
final class RecordsDocument {
    private static final String BEGINNING = """
            # Records

            %s

            Values are Avro in Confluent's wire format: one zero byte, the id of the schema (4 bytes), the record. The schemas
            are in [schemas/src/main/avro](../schemas/src/main/avro). Topic names are given without `topics.prefix`.
            [topics.md](topics.md) says how topics must be set up. The dead letter topics `frames.dlq` and `detections.dlq` hold
            unusable records unchanged, and `notify.dlq` holds undelivered messages; the reason is in their headers.

            | topic | value |
            |---|---|
            """.formatted(GeneratedDocument.NOTE);

    private final Map<String, Schema> named = new LinkedHashMap<>();
    private final StringBuilder document = new StringBuilder(BEGINNING);

    private RecordsDocument() {}

    static String text() {
        RecordsDocument records = new RecordsDocument();
        new Topics("")
                .schemas()
                .forEach((topic, schema) -> records.document.append(
                        "| `%s` | [%s](#%s) |%n".formatted(topic, schema.getName(), anchor(schema))));
        new Topics("").schemas().values().forEach(records::collect);
        records.named.values().forEach(records::describe);
        return records.document.toString();
    }

    /** Each record and enum, before those in its fields. */
    private void collect(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (named.putIfAbsent(schema.getName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema()));
                }
            }
            case ENUM -> named.putIfAbsent(schema.getName(), schema);
            case ARRAY -> collect(schema.getElementType());
            case UNION -> schema.getTypes().forEach(this::collect);
            default -> {}
        }
    }

    private void describe(Schema schema) {
        document.append("\n## ")
                .append(schema.getName())
                .append("\n\n")
                .append(schema.getDoc())
                .append("\n\n");
        if (schema.getType() == Schema.Type.ENUM) {
            document.append("Values: `")
                    .append(String.join("`, `", schema.getEnumSymbols()))
                    .append("`.\n");
            return;
        }
        document.append("| field | type | meaning |\n|---|---|---|\n");
        for (Schema.Field field : schema.getFields()) {
            document.append("| `%s` | %s | %s |%n".formatted(field.name(), type(field.schema()), cell(field.doc())));
        }
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case RECORD, ENUM -> "[%s](#%s)".formatted(schema.getName(), anchor(schema));
            case ARRAY -> "array of " + type(schema.getElementType());
            case UNION -> optional(schema);
            default -> schema.getType().getName();
        };
    }

    private static String optional(Schema union) {
        return union.getTypes().stream()
                .map(branch -> branch.getType() == Schema.Type.NULL ? "null" : type(branch))
                .reduce((a, b) -> a.equals("null") ? b + " or null" : a + " or " + b)
                .orElseThrow();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String anchor(Schema schema) {
        return schema.getName().toLowerCase(Locale.ROOT);
    }
}
