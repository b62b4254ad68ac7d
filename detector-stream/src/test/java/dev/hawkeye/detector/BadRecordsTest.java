package dev.hawkeye.detector;

import static dev.hawkeye.detector.DetectorDriver.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.streams.RecordTooLargeHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What should not be on the frames topic, each followed by a good frame. */
@Timeout(60)
final class BadRecordsTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://bad-records-test"));
    private static final Serde<Frame> FRAMES = REGISTRY.serde(Frame.class);
    private static final byte[] JPEG =
            TestFrames.oneRedBlock("gate", 0).getJpeg().array();

    private DetectorDriver site;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        site = new DetectorDriver(directory, 1, REGISTRY);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    static Stream<Arguments> noFrames() {
        byte[] good = bytes(TestFrames.oneRedBlock("gate", 0));
        byte[] unknownId = good.clone();
        unknownId[1] = 0x7f;
        // camera "gate", then a stream whose length is that of a huge string
        byte[] header = Arrays.copyOf(good, 5);
        byte[] huge = ByteBuffer.allocate(5 + 5 + 5)
                .put(header)
                .put("\u0008gate".getBytes(UTF_8))
                .put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f})
                .array();
        byte[] noise = new byte[8 << 20];
        new Random(1).nextBytes(noise);
        noise[0] = 1;
        byte[] noiseBehindAHeader = noise.clone();
        System.arraycopy(header, 0, noiseBehindAHeader, 0, 5);
        return Stream.of(
                Arguments.of(Named.of("no Avro", "noise".getBytes(UTF_8)), "not in Confluent's wire format"),
                Arguments.of(Named.of("unknown schema", unknownId), "is unknown to the registry"),
                Arguments.of(Named.of("cut off", Arrays.copyOf(good, good.length - 1)), "not a Frame"),
                Arguments.of(Named.of("too long", Arrays.copyOf(good, good.length + 1)), "left over"),
                Arguments.of(Named.of("a length of 2 GiB", huge), "not a Frame"),
                Arguments.of(Named.of("empty", new byte[0]), "got 0 bytes"),
                Arguments.of(Named.of("null", null), "no value"),
                Arguments.of(Named.of("another record", status()), "not a Frame"),
                Arguments.of(Named.of("8 MB of noise", noise), "not in Confluent's wire format"),
                Arguments.of(Named.of("8 MB of noise behind a header", noiseBehindAHeader), "not a Frame"),
                Arguments.of(
                        Named.of(
                                "2 MB of camera id",
                                bytes(TestFrames.frame("x".repeat(2 << 20), 0, JPEG)
                                        .build())),
                        "1 to 200 characters"),
                Arguments.of(
                        Named.of(
                                "2 MB of a picture's file name",
                                bytes(TestFrames.frame("gate", 0, JPEG)
                                        .setPictureFile("x".repeat(2 << 20))
                                        .build())),
                        "at most 500 characters"),
                Arguments.of(
                        Named.of(
                                "no stream",
                                bytes(TestFrames.frame("gate", 0, JPEG)
                                        .setStream("")
                                        .build())),
                        "1 to 200 characters"));
    }

    @ParameterizedTest
    @MethodSource("noFrames")
    void aRecordThatHoldsNoFrameBecomesADeadLetterThatSaysWhy(byte[] value, String why) throws InterruptedException {
        // when
        site.frames.pipeInput("gate".getBytes(UTF_8), value);
        site.frames.pipeInput("gate".getBytes(UTF_8), bytes(TestFrames.oneRedBlock("gate", 1)));

        // then
        assertThat(site.await(1))
                .extracting(TestRecord::value)
                .extracting(Detection::getFate)
                .containsExactly(Fate.DETECTED);
        TestRecord<byte[], byte[]> letter = site.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(letter.key()).isEqualTo("gate".getBytes(UTF_8));
        assertThat(header(letter, "message")).contains(why).hasSizeLessThanOrEqualTo(1_000);
        assertThat(header(letter, "topic")).isEqualTo("frames");
        assertThat(header(letter, "offset")).isEqualTo("0");
        assertThat(site.deadLetters.isEmpty()).isTrue();
        assertThat(site.metrics.counter("hawkeye.detector.undecodable").count()).isEqualTo(1);
    }

    static Stream<Arguments> noPictures() {
        byte[] noise = new byte[8 << 20];
        new Random(2).nextBytes(noise);
        byte[] enormous = JPEG.clone();
        for (int i = 0; i < enormous.length - 9; i++) {
            if (enormous[i] == (byte) 0xFF && enormous[i + 1] == (byte) 0xC0) {
                ByteBuffer.wrap(enormous).putShort(i + 5, (short) 60_000).putShort(i + 7, (short) 60_000);
                break;
            }
        }
        return Stream.of(
                Arguments.of(Named.of("cut off", Arrays.copyOf(JPEG, JPEG.length / 2)), "JPEG is truncated"),
                Arguments.of(Named.of("60,000 x 60,000 pixels", enormous), "JPEG is too large (60000x60000"),
                Arguments.of(Named.of("empty", new byte[0]), "picture is empty"),
                Arguments.of(Named.of("8 MB of noise", noise), "picture is not a JPEG"),
                Arguments.of(Named.of("a page", "<html>404</html>".getBytes(UTF_8)), "picture is not a JPEG"));
    }

    @ParameterizedTest
    @MethodSource("noPictures")
    void aFrameWithoutAPictureFailsAndIsADeadLetter(byte[] jpeg, String why) throws InterruptedException {
        // when
        site.frames.pipeInput(null, bytes(TestFrames.frame("gate", 0, jpeg).build()));
        site.frames.pipeInput(null, bytes(TestFrames.oneRedBlock("gate", 1)));

        // then
        List<TestRecord<String, Detection>> both = site.await(2);
        assertThat(both).extracting(TestRecord::key).containsOnly("gate");
        assertThat(both)
                .extracting(TestRecord::value)
                .extracting(Detection::getFate)
                .containsExactly(Fate.FAILED, Fate.DETECTED);
        assertThat(both.get(0).value().getReason()).startsWith(why);
        assertThat(header(site.deadLetters.readRecord(), "message")).startsWith(why);
        assertThat(site.deadLetters.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("times")
    void aFrameOfAnImpossibleTimeIsDetected(Instant time, boolean live) throws InterruptedException {
        // when
        site.frames.pipeInput(
                "gate".getBytes(UTF_8),
                bytes(TestFrames.frame("gate", 0, JPEG)
                        .setCaptureTime(time)
                        .setLive(live)
                        .build()));
        site.frames.pipeInput("gate".getBytes(UTF_8), bytes(TestFrames.oneRedBlock("gate", 1)));

        // then
        List<TestRecord<String, Detection>> both = site.await(2);
        assertThat(both)
                .extracting(TestRecord::value)
                .extracting(Detection::getFate)
                .containsOnly(Fate.DETECTED);
        assertThat(both.get(0).getRecordTime())
                .isBetween(Instant.EPOCH, Instant.now().plusSeconds(60));
        assertThat(both.get(0).value().getClaimedTime()).isEqualTo(time);
    }

    static Stream<Arguments> times() {
        return Stream.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L)
                .map(Instant::ofEpochMilli)
                .flatMap(time -> Stream.of(Arguments.of(time, true), Arguments.of(time, false)));
    }

    @Test
    void keyAndHeadersOfAFrameDoNotTravelWithItsDetection() throws InterruptedException {
        // given: a good frame in a bad wrapping
        RecordHeaders headers = new RecordHeaders();
        headers.add("weight", new byte[2 << 20]).add("__streams.errors.message", "forged".getBytes(UTF_8));
        byte[] torn =
                bytes(TestFrames.frame("gate", 0, Arrays.copyOf(JPEG, 100)).build());

        // when
        site.frames.pipeInput(new TestRecord<>(new byte[2 << 20], torn, headers));

        // then
        TestRecord<String, Detection> detection = site.await(1).get(0);
        assertThat(detection.key()).isEqualTo("gate");
        assertThat(detection.headers()).isEmpty();
        TestRecord<byte[], byte[]> letter = site.deadLetters.readRecord();
        assertThat(letter.headers().lastHeader("weight").value()).hasSize(2 << 20);
        assertThat(letter.headers().headers("__streams.errors.message")).hasSize(1);
        assertThat(header(letter, "message")).isEqualTo("JPEG is truncated");
    }

    @Test
    void aTraceHeaderThatIsNoneDoesNotTravelWithTheDetection() throws InterruptedException {
        // given
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", new byte[2 << 20]);

        // when
        site.frames.pipeInput(new TestRecord<>(null, bytes(TestFrames.oneRedBlock("gate", 0)), headers));

        // then
        assertThat(site.await(1).get(0).headers()).isEmpty();
    }

    /** As when the limit of detections was too low for a while, or when another record of the batch was too large. */
    @Test
    void aSmallDetectionIsWrittenThoughOneOfItsSizeWasRefused() throws InterruptedException {
        // given
        refused("gate", 200);

        // when
        site.frames.pipeInput(null, bytes(TestFrames.oneRedBlock("gate", 0)));

        // then
        assertThat(site.await(1).get(0).value().getFate()).isEqualTo(Fate.DETECTED);
        assertThat(site.deadLetters.isEmpty()).isTrue();
    }

    private void refused(String camera, int bytes) {
        RecordTooLargeHandler handler = new RecordTooLargeHandler();
        handler.configure(site.detector.refused().properties());
        RecordHeaders none = new RecordHeaders();
        handler.handleError(
                new DefaultErrorHandlerContext(null, "frames", 0, 0, none, "any", new TaskId(0, 0), 0, null, null),
                new ProducerRecord<>(DetectorDriver.TOPICS.detections(), camera.getBytes(UTF_8), new byte[bytes]),
                new RecordTooLargeException());
    }

    private static byte[] bytes(Frame frame) {
        return FRAMES.serializer().serialize(DetectorDriver.TOPICS.frames(), frame);
    }

    private static byte[] status() {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera("gate")
                .setSource("gate.mp4")
                .setState(CameraState.ENDED)
                .setSince(Instant.EPOCH)
                .setReported(Instant.EPOCH)
                .setFramesRead(1)
                .setFramesSent(1)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .build();
        return REGISTRY.serde(CameraStatus.class).serializer().serialize(DetectorDriver.TOPICS.cameraStatus(), status);
    }
}
