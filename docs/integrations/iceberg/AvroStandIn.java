import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.storage.Converter;

/**
 * In the place of io.confluent.connect.avro.AvroConverter, which Maven Central does not have: the types of WindowCount, as Confluent's
 * deserializer reads them.
 */
public final class AvroStandIn implements Converter {
    private final KafkaAvroDeserializer values = new KafkaAvroDeserializer();

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        values.configure(settings, isKey);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] bytes) {
        IndexedRecord record = (IndexedRecord) values.deserialize(topic, bytes);
        Schema schema = schema(record.getSchema());
        return new SchemaAndValue(schema, value(schema, record));
    }

    private static Schema schema(org.apache.avro.Schema avro) {
        return switch (avro.getType()) {
            case STRING -> Schema.STRING_SCHEMA;
            case BOOLEAN -> Schema.BOOLEAN_SCHEMA;
            case INT -> Schema.INT32_SCHEMA;
            case DOUBLE -> Schema.FLOAT64_SCHEMA;
            case LONG -> avro.getLogicalType() == null ? Schema.INT64_SCHEMA : Timestamp.SCHEMA;
            case ARRAY -> SchemaBuilder.array(schema(avro.getElementType())).build();
            case RECORD -> {
                SchemaBuilder struct = SchemaBuilder.struct().name(avro.getFullName());
                avro.getFields().forEach(field -> struct.field(field.name(), schema(field.schema())));
                yield struct.build();
            }
            default -> throw new IllegalArgumentException("no type of WindowCount: " + avro);
        };
    }

    private static Object value(Schema schema, Object value) {
        if (value instanceof IndexedRecord record) {
            Struct struct = new Struct(schema);
            schema.fields().forEach(field -> struct.put(field, value(field.schema(), record.get(field.index()))));
            return struct;
        }
        if (value instanceof Collection<?> items) {
            List<Object> all = new ArrayList<>();
            items.forEach(item -> all.add(value(schema.valueSchema(), item)));
            return all;
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return new Date((Long) value);
        }
        return value instanceof CharSequence ? value.toString() : value;
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new UnsupportedOperationException("it only reads");
    }
}
