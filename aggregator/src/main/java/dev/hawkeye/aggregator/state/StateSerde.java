package dev.hawkeye.aggregator.state;

import dev.hawkeye.schemas.TrustedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * State in Avro's single-object encoding: two marker bytes, the schema's fingerprint, the record. Nothing else reads
 * it, so it needs no registry; the fingerprint keeps state of another version from being misread.
 */
public final class StateSerde {
    static {
        TrustedRecords.trust();
    }

    private StateSerde() {}

    /** For one type of record; safe for use by many threads. */
    public static <T extends SpecificRecord> Serde<T> of(
            BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(encoder, value),
                (topic, bytes) -> bytes == null ? null : decode(decoder, topic, bytes));
    }

    private static <T extends SpecificRecord> byte[] encode(BinaryMessageEncoder<T> encoder, T value) {
        try {
            ByteBuffer encoded = encoder.encode(value);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends SpecificRecord> T decode(BinaryMessageDecoder<T> decoder, String topic, byte[] bytes) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes));
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException(
                    "the state in " + topic + " was written by another version of Hawkeye; start over with a new"
                            + " application-id, or reset the application: " + e.getMessage(),
                    e);
        }
    }
}
