package dev.hawkeye.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToIntBiFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * A program with another version of one of our schemas, as a writer and as a reader. It knows Avro and Confluent's wire
 * format, but none of our classes. Thread-safe.
 *
 * @param schema the schema of that version
 */
public record OtherVersion(Schema schema) {
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    /** The version after {@code schema}, which has one more field, an optional text. */
    public static OtherVersion after(Schema schema, String field) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field old : schema.getFields()) {
            fields.add(new Schema.Field(old, old.schema()));
        }
        Schema text = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field(field, text, "Comes later.", Schema.Field.NULL_DEFAULT_VALUE));
        return new OtherVersion(
                Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields));
    }

    /**
     * Serializes one of our records as this version does.
     *
     * @param ids registers a schema for the values of a topic
     */
    public byte[] serialize(ToIntBiFunction<String, Schema> ids, String topic, SpecificRecord record) {
        byte[] ours = binary(
                new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass())), record);
        GenericRecord theirs = resolve(ours, 0, record.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(0);
            out.writeInt(ids.applyAsInt(topic, schema));
            out.write(binary(new GenericDatumWriter<>(schema), theirs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Deserializes a record of any version as this version does.
     *
     * @param schemas knows each schema by its id
     */
    public GenericRecord deserialize(IntFunction<Schema> schemas, byte[] bytes) {
        Schema writer = schemas.apply(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
        return resolve(bytes, HEADER_BYTES, writer);
    }

    private GenericRecord resolve(byte[] bytes, int begin, Schema writer) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, begin, bytes.length - begin, null);
        try {
            return new GenericDatumReader<GenericRecord>(writer, schema).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> byte[] binary(DatumWriter<T> writer, T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
