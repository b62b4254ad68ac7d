package dev.hawkeye.schemas;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro in Confluent's wire format: a zero byte, the schema id as four bytes big-endian, the record in Avro's binary
 * form. Avro's schema resolution serves readers of another schema version. Thread-safe.
 */
final class AvroSerde<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    static {
        TrustedRecords.trust();
    }

    private final SchemaRegistry registry;
    private final Class<T> type;
    private final SpecificData data;
    private final Schema readerSchema;
    private final Map<Schema, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    /** Records of a type are of similar sizes, and a growing buffer would copy a JPEG again and again. */
    private volatile int expectedBytes = 512;

    AvroSerde(SchemaRegistry registry, Class<T> type) {
        this.registry = registry;
        this.type = type;
        this.data = SpecificData.getForClass(type);
        this.readerSchema = data.getSchema(type);
    }

    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        Schema schema = value.getSchema();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
        try {
            DataOutputStream header = new DataOutputStream(bytes);
            header.writeByte(MAGIC);
            header.writeInt(registry.idFor(topic, schema));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<T>(schema, data).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        expectedBytes = bytes.size() + bytes.size() / 8;
        return bytes.toByteArray();
    }

    /**
     * @throws UndecodableException when the bytes are not a record of this type
     * @throws RegistryException when the registry cannot provide the writer's schema
     */
    @Override
    public T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new UndecodableException("not in Confluent's wire format: expected a 0 byte and a schema id, got "
                    + bytes.length + " bytes" + (bytes.length == 0 ? "" : " that begin with " + bytes[0]));
        }
        Schema writer =
                registry.schemaOf(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        T value;
        boolean whole;
        try {
            SpecificDatumReader<T> reader =
                    readers.computeIfAbsent(writer, w -> new SpecificDatumReader<>(w, readerSchema, data));
            value = type.cast(reader.read(null, decoder));
            whole = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            // Avro throws a dozen exception types for bytes that do not fit, and a retry gives the same result.
            throw new UndecodableException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            // From a schema that contains itself. A false length does not get this far: Avro allocates no memory for
            // it.
            throw new UndecodableException("not a " + type.getSimpleName() + ": it is nested too deeply", e);
        }
        if (!whole) {
            throw new UndecodableException("bytes are left over after the " + type.getSimpleName());
        }
        return value;
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
