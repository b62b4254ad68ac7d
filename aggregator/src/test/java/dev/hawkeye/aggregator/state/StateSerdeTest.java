package dev.hawkeye.aggregator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class StateSerdeTest {
    private final Serde<HistoryBucket> history = StateSerde.ofHistory();

    @Test
    void readsWhatItWrote() {
        ClassCount count = ClassCount.newBuilder()
                .setFramesWith(3)
                .setDetections(5)
                .setPeak(2)
                .build();
        WindowState window = new WindowState(60_000L, 7L, 2L, 1L, Map.of("car", count));
        HistoryBucket bucket = new HistoryBucket(1L, List.of(window));

        byte[] bytes = history.serializer().serialize("history", bucket);

        assertThat(history.deserializer().deserialize("history", bytes)).isEqualTo(bucket);
    }

    @Test
    void readsTheStateOfAReleaseWithoutObjects() throws IOException {
        // given: what 0.1.0 wrote
        Schema schema = released("0.1.0", "HistoryBucket");
        Schema window = schema.getField("windows").schema().getElementType();
        Schema count = window.getField("classes").schema().getValueType();
        GenericRecord car = new GenericRecordBuilder(count)
                .set("framesWith", 3L)
                .set("detections", 5L)
                .set("peak", 2)
                .build();
        GenericRecord first = new GenericRecordBuilder(window)
                .set("start", 60_000L)
                .set("framesAnalysed", 7L)
                .set("classes", Map.of("car", car))
                .build();
        GenericRecord bucket = new GenericRecordBuilder(schema)
                .set("written", 1L)
                .set("windows", List.of(first))
                .build();

        // when
        HistoryBucket read = history.deserializer().deserialize("history", bytes(schema, bucket));

        // then
        WindowState only = read.getWindows().get(0);
        assertThat(only.getFramesAnalysed()).isEqualTo(7);
        assertThat(only.getClasses().get("car").getDetections()).isEqualTo(5);
        assertThat(only.getClasses().get("car").getObjects()).isZero();
        assertThat(only.getClasses().get("car").getZones()).isEmpty();
    }

    @Test
    void readsACameraOfAReleaseWithoutObjects() throws IOException {
        Schema schema = released("0.1.0", "CameraState");
        GenericRecord camera = new GenericRecordBuilder(schema)
                .set("stream", "s1")
                .set("sequence", 41L)
                .set("live", true)
                .set("ended", false)
                .set("streamTime", 60_000L)
                .set("closedUpTo", 50_000L)
                .set("windows", List.of())
                .set("recent", List.of())
                .set("classes", Map.of())
                .build();

        CameraState read = StateSerde.ofCameras().deserializer().deserialize("cameras", bytes(schema, camera));

        assertThat(read.getSequence()).isEqualTo(41);
        assertThat(read.getFormer()).isEmpty();
        assertThat(read.getObjects()).isEmpty();
        assertThat(read.getNextNumber()).isEqualTo(1);
    }

    @Test
    void refusesStateOfAnotherSchemaInsteadOfMisreadingIt() {
        Serde<CameraState> cameras = StateSerde.ofCameras();
        byte[] bytes = history.serializer().serialize("history", new HistoryBucket(1L, List.of()));

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> cameras.deserializer().deserialize("cameras-changelog", bytes))
                .withMessageContaining("cameras-changelog was written by another version")
                .withMessageContaining("application-id");
    }

    private static Schema released(String release, String name) throws IOException {
        try (InputStream schema = StateSerde.class.getResourceAsStream(release + "/" + name + ".avsc")) {
            return new Schema.Parser().parse(schema);
        }
    }

    private static byte[] bytes(Schema schema, GenericRecord record) throws IOException {
        ByteBuffer encoded = new BinaryMessageEncoder<GenericRecord>(new GenericData(), schema).encode(record);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
