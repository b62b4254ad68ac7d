package dev.hawkeye.aggregator.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.aggregator.Shot;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionDecoderTest {
    private static final String TOPIC = "detections";
    private static final long NOW = Shot.ZERO + Duration.ofHours(2).toMillis();

    private final RegistryPatience patience = new RegistryPatience();
    private final Serde<Detection> there = serde("mock://decoder");
    private final Serde<Detection> away = serde("http://127.0.0.1:1");
    private final Detection detection = Shot.at(0, 1).with("car", .9).detection();

    @Test
    void waitsForAnUnavailableRegistry() {
        AtomicInteger tries = new AtomicInteger();

        Detection decoded = decoder((topic, value) -> (tries.incrementAndGet() < 3 ? away : there)
                        .deserializer()
                        .deserialize(topic, value))
                .decode(record(detection), TOPIC, NOW);

        assertThat(decoded).isEqualTo(detection);
        assertThat(tries).hasValue(3);
    }

    @Test
    void failsInsteadOfDroppingTheRecordWhenItShutsDown() {
        patience.giveUp();

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> decoder(away.deserializer()).decode(record(detection), TOPIC, NOW));
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsBeyondItsBoundsWithTheReason(Consumer<Detection> change, String reason) {
        // given
        change.accept(detection);

        // then
        assertThatExceptionOfType(UncountableException.class)
                .isThrownBy(() -> decoder(there.deserializer()).decode(record(detection), TOPIC, NOW))
                .withMessageContaining(reason);
    }

    static Stream<Arguments> refusesWhatIsBeyondItsBoundsWithTheReason() {
        return Stream.of(
                bad("camera and its stream", d -> d.setCamera("c".repeat(201))),
                bad("camera and its stream", d -> d.setCamera(" ")),
                bad("camera and its stream", d -> d.setStream("s".repeat(100_000))),
                bad("name of a class", d -> add(d, "x".repeat(125_000), .9f, 1)),
                bad("name of a class", d -> add(d, "x".repeat(501), .9f, 1)),
                bad(
                        "at most 131072 bytes",
                        d -> d.setObjects(
                                Collections.nCopies(300, new DetectedObject(0, "x".repeat(500), .9f, 0f, 0f, 1f, 1f)))),
                bad(
                        "at most 1000 objects",
                        d -> d.setObjects(
                                Collections.nCopies(1_001, new DetectedObject(0, "car", .9f, 0f, 0f, 1f, 1f)))),
                bad("confidence", d -> add(d, "car", Float.NaN, 1)),
                bad("confidence", d -> add(d, "car", Float.POSITIVE_INFINITY, 1)),
                bad("confidence", d -> add(d, "car", -.1f, 1)),
                bad("confidence", d -> add(d, "car", 90, 1)),
                bad("edges that are numbers", d -> add(d, "car", .9f, Float.NaN)),
                bad("edges that are numbers", d -> add(d, "car", .9f, Float.NEGATIVE_INFINITY)),
                bad("capture time", d -> d.setCaptureTime(Instant.ofEpochMilli(Long.MIN_VALUE))),
                bad("capture time", d -> d.setCaptureTime(Instant.ofEpochMilli(-1))),
                bad("capture time", d -> d.setCaptureTime(Instant.ofEpochMilli(Long.MAX_VALUE))),
                bad(
                        "capture time",
                        d -> d.setCaptureTime(Instant.ofEpochMilli(NOW).plus(Duration.ofMinutes(61)))),
                bad("topic of its frame", d -> d.setFrame(new FrameRef("t".repeat(250), 0, 0L))),
                bad("its model", d -> d.setModel("m".repeat(501))),
                bad("its model", d -> d.setModelSha256("0".repeat(501))));
    }

    private static Arguments bad(String reason, Consumer<Detection> change) {
        return Arguments.of(change, reason);
    }

    private static void add(Detection detection, String className, float confidence, float edge) {
        detection.setObjects(List.of(new DetectedObject(0, className, confidence, 0f, 0f, edge, 1f)));
    }

    /** A detection of Hawkeye's own for a frame that anybody may have written: the frame has its fate, so it must count. */
    @ParameterizedTest
    @MethodSource
    void takesWhatTheDetectorWritesForAFrameFullOfNonsense(Consumer<Detection> change) {
        change.accept(detection);

        assertThat(decoder(there.deserializer()).decode(record(detection), TOPIC, NOW))
                .isEqualTo(detection);
    }

    static Stream<Consumer<Detection>> takesWhatTheDetectorWritesForAFrameFullOfNonsense() {
        return Stream.of(
                d -> d.setWidth(-1),
                d -> d.setHeight(Integer.MIN_VALUE),
                d -> d.setSequence(Long.MAX_VALUE),
                d -> d.setSequence(-5),
                d -> d.setSourceBytes(Long.MIN_VALUE),
                d -> d.setFrameBytes(-1),
                d -> d.setClaimedTime(Instant.ofEpochMilli(Long.MIN_VALUE)),
                d -> add(d, "a name of 300 letters, as a model may have " + "x".repeat(257), 1.0000001f, 1),
                d -> d.setCamera("\u0000/\ud83d\ude00/ö"));
    }

    @Test
    void refusesARecordWhoseKeyIsNotItsCamera() {
        byte[] value = there.serializer().serialize(TOPIC, detection);

        for (byte[] key : new byte[][] {null, {}, "yard".getBytes(UTF_8), {(byte) 0xff, (byte) 0xfe}}) {
            assertThatExceptionOfType(UncountableException.class)
                    .isThrownBy(() -> decoder(there.deserializer()).decode(new Record<>(key, value, NOW), TOPIC, NOW))
                    .withMessageContaining("key must be its camera");
        }
    }

    @Test
    void refusesATombstoneAndNoise() {
        for (byte[] value : new byte[][] {null, {}, {0, 0, 0, 0, 99, 1}, {0, -1, -1, -1, -1, 1}, new byte[200_000]}) {
            assertThatExceptionOfType(UncountableException.class)
                    .isThrownBy(() -> decoder(there.deserializer())
                            .decode(new Record<>("gate".getBytes(UTF_8), value, NOW), TOPIC, NOW));
        }
    }

    private Record<byte[], byte[]> record(Detection of) {
        return new Record<>(of.getCamera().getBytes(UTF_8), there.serializer().serialize(TOPIC, of), Shot.ZERO);
    }

    private DetectionDecoder decoder(Deserializer<Detection> deserializer) {
        return new DetectionDecoder(deserializer, new Standstill(patience, System::nanoTime));
    }

    private static Serde<Detection> serde(String url) {
        return SchemaRegistry.connect(Map.of(SchemaRegistry.URL, url)).serde(Detection.class);
    }
}
