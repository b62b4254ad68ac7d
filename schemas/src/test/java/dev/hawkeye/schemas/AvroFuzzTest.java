package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hawkeye.testing.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.serialization.Deserializer;

/** Records of every type, damaged by chance, read as every type. */
final class AvroFuzzTest {
    /** Beyond what the input explains: stack traces and messages of exceptions, and what is cached once. */
    private static final long SPARE_BYTES = 4 << 20;

    private static final int MOST_BYTES_PER_BYTE = 200;

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://avro-fuzz-test"));
    private static final List<Class<? extends SpecificRecord>> TYPES =
            List.of(Frame.class, Detection.class, WindowCount.class, Event.class, Keyframe.class, CameraStatus.class);
    private static final List<byte[]> VALID = validRecords();
    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void damagedBytesAreARecordOrUndecodableAndCostNoMoreMemoryThanTheyExplain(
            @ForAll("damaged") byte[] bytes, @ForAll("types") Class<? extends SpecificRecord> type) {
        // given
        Deserializer<? extends SpecificRecord> reader = REGISTRY.serde(type).deserializer();
        long before = MEMORY.getCurrentThreadAllocatedBytes();

        // when
        try {
            SpecificRecord record = reader.deserialize("any", bytes);

            // then
            assertThat(record).isInstanceOf(type);
        } catch (UndecodableException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
        assertThat(MEMORY.getCurrentThreadAllocatedBytes() - before)
                .isLessThan(SPARE_BYTES + (long) MOST_BYTES_PER_BYTE * bytes.length);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return Damage.of(VALID);
    }

    @Provide
    Arbitrary<Class<? extends SpecificRecord>> types() {
        return Arbitraries.of(TYPES);
    }

    /** Ten of each type with content made by chance, in the wire format. */
    private static List<byte[]> validRecords() {
        List<byte[]> records = new ArrayList<>();
        for (Map.Entry<String, Schema> topic : new Topics("").schemas().entrySet()) {
            byte[] header = ByteBuffer.allocate(5)
                    .put((byte) 0)
                    .putInt(REGISTRY.idFor(topic.getKey(), topic.getValue()))
                    .array();
            for (Object content : new RandomData(topic.getValue(), 10, 17)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.writeBytes(header);
                BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
                try {
                    new GenericDatumWriter<>(topic.getValue()).write(content, encoder);
                    records.add(read(bytes.toByteArray(), topic.getValue()));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return records;
    }

    /** The test of the test: what it begins with is valid. */
    private static byte[] read(byte[] bytes, Schema schema) throws IOException {
        byte[] body = Arrays.copyOfRange(bytes, 5, bytes.length);
        assertThat(new GenericDatumReader<>(schema)
                        .read(null, DecoderFactory.get().binaryDecoder(body, null)))
                .isNotNull();
        return bytes;
    }
}
