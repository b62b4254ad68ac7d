package dev.hawkeye.aggregator.state;

import dev.hawkeye.schemas.TrustedRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * State in Avro's single-object encoding: two marker bytes, the schema's fingerprint, the record. Nothing else reads
 * it, so it needs no registry; the fingerprint keeps state of another version from being misread. State of released
 * versions is read with their schemas, which are resources next to this class.
 */
public final class StateSerde {
    static {
        TrustedRecords.trust();
    }

    private static final List<String> RELEASES = List.of("0.1.0");

    private StateSerde() {}

    /** What the aggregator remembers about a camera. */
    public static Serde<CameraState> ofCameras() {
        return of("CameraState", CameraState.getEncoder(), CameraState.getDecoder());
    }

    /** A section of the history. */
    public static Serde<HistoryBucket> ofHistory() {
        return of("HistoryBucket", HistoryBucket.getEncoder(), HistoryBucket.getDecoder());
    }

    /** Thread-safe. */
    private static <T extends SpecificRecord> Serde<T> of(
            String name, BinaryMessageEncoder<T> encoder, BinaryMessageDecoder<T> decoder) {
        RELEASES.forEach(release -> decoder.addSchema(released(release, name)));
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(encoder, value),
                (topic, bytes) -> bytes == null ? null : decode(decoder, topic, bytes));
    }

    private static Schema released(String release, String name) {
        String file = release + "/" + name + ".avsc";
        try (InputStream schema = StateSerde.class.getResourceAsStream(file)) {
            return new Schema.Parser().parse(Objects.requireNonNull(schema, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
