package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.testing.BlockModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class DetectorTopologyTest {
    private static final Topics TOPICS = new Topics("");

    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://detector-topology-test"));
    private final Serde<Frame> frameSerde = registry.serde(Frame.class);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Model model;
    private Lanes lanes;
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> frames;
    private TestOutputTopic<String, Detection> detections;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("blocks.onnx");
        Files.write(file, BlockModel.dynamic());
        DetectorConfig config = TestFrames.config(file, 2, Map.of());
        model = Model.load(file, 1);
        lanes = new Lanes(model, DetectorService.settings(config), Clock.systemUTC(), metrics);
        Detector detector = new Detector(
                config,
                TOPICS,
                lanes,
                new CommitGuard(),
                new DetectionRecords(model.info(), Clock.systemUTC()),
                new DetectorMeters(metrics),
                frameSerde.deserializer(),
                registry.serde(Detection.class).serializer(),
                new RegistryPatience(),
                Clock.systemUTC());
        driver = new TopologyTestDriver(DetectorTopology.of(detector), new Properties());
        frames = driver.createInputTopic(TOPICS.frames(), new StringSerializer(), new ByteArraySerializer());
        detections = driver.createOutputTopic(
                TOPICS.detections(),
                new StringDeserializer(),
                registry.serde(Detection.class).deserializer());
        deadLetters =
                driver.createOutputTopic(TOPICS.framesDlq(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
        lanes.close();
        model.close();
        registry.close();
    }

    @Test
    void everyFrameHasOneDetectionInTheSameOrder() throws InterruptedException {
        // when
        for (int i = 0; i < 100; i++) {
            send(TestFrames.oneRedBlock(i % 2 == 0 ? "gate" : "yard", i));
        }

        // then
        List<Detection> all = await(100);
        assertThat(all).extracting(Detection::getSequence).isSorted().doesNotHaveDuplicates();
        assertThat(all).extracting(Detection::getFate).containsOnly(Fate.DETECTED);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void aDetectionSaysWhatWasSeenWhereByWhomAndInWhichFrame() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        Detection detection = await(1).get(0);
        assertThat(detection.getObjects()).isNotEmpty().allSatisfy(object -> {
            assertThat(object.getClassName()).isEqualTo("red");
            // The model's cells are 64 pixels of the frame; each that touches the block is seen.
            assertThat(object.getX1()).isBetween(192f, 384f);
            assertThat(object.getY1()).isBetween(64f, 256f);
        });
        assertThat(detection.getFrame()).isEqualTo(new FrameRef("frames", 0, 0L));
        assertThat(detection.getModel()).isEqualTo(model.info().name());
        assertThat(detection.getModelSha256()).isEqualTo(model.info().sha256());
        assertThat(detection.getSourceBytes()).isEqualTo(1_000);
        assertThat(detection.getTimes().getInferenceMicros()).isPositive();
    }

    @Test
    void theTimestampIsTheCaptureTimeAndTheKeyTheCamera() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 3));

        // then
        TestRecord<String, Detection> record = awaitRecords(1).get(0);
        assertThat(record.key()).isEqualTo("gate");
        assertThat(record.getRecordTime()).isEqualTo(record.value().getCaptureTime());
    }

    @Test
    void aLiveFrameThatIsTooOldIsShedAndAFreshOneIsNot() throws InterruptedException {
        // given
        byte[] jpeg = TestFrames.oneRedBlock("gate", 0).getJpeg().array();
        Frame old = TestFrames.frame("gate", 0, jpeg)
                .setLive(true)
                .setCaptureTime(Instant.now().minusSeconds(3))
                .build();
        Frame fresh = TestFrames.frame("gate", 1, jpeg)
                .setLive(true)
                .setCaptureTime(Instant.now().plusSeconds(30))
                .build();

        // when
        send(old);
        send(fresh);

        // then
        List<Detection> both = await(2);
        assertThat(both).extracting(Detection::getFate).containsExactly(Fate.SHED, Fate.DETECTED);
        assertThat(both.get(0).getReason()).contains("max-frame-age is 2.0 s");
    }

    @Test
    void aFrameThatIsNotLiveIsDetectedHoweverOld() throws InterruptedException {
        // when
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        assertThat(await(1).get(0).getFate()).isEqualTo(Fate.DETECTED);
    }

    @Test
    void aTornPictureFailsGoesToTheDeadLettersAndTheRestGoesOn() throws InterruptedException {
        // given
        byte[] jpeg = TestFrames.oneRedBlock("gate", 0).getJpeg().array();
        Frame torn = TestFrames.frame("gate", 1, Arrays.copyOf(jpeg, jpeg.length / 2))
                .setLast(true)
                .build();

        // when
        send(TestFrames.oneRedBlock("gate", 0));
        send(torn);
        send(TestFrames.oneRedBlock("gate", 2));

        // then
        List<Detection> all = await(3);
        assertThat(all).extracting(Detection::getFate).containsExactly(Fate.DETECTED, Fate.FAILED, Fate.DETECTED);
        assertThat(all.get(1).getReason()).isNotBlank();
        assertThat(all.get(1).getLast()).isTrue();
        TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
        assertThat(frameSerde.deserializer().deserialize(TOPICS.frames(), letter.value()))
                .isEqualTo(torn);
        assertThat(header(letter, "message")).isEqualTo(all.get(1).getReason());
        assertThat(header(letter, "offset")).isEqualTo("1");
    }

    @Test
    void aRecordThatHoldsNoFrameBecomesADeadLetterAndTheRestGoesOn() throws InterruptedException {
        // when
        frames.pipeInput("gate", "noise".getBytes(UTF_8));
        frames.pipeInput("gate", null);
        send(TestFrames.oneRedBlock("gate", 0));

        // then
        assertThat(await(1)).extracting(Detection::getSequence).containsExactly(0L);
        assertThat(deadLetters.readRecordsToList())
                .extracting(letter -> header(letter, "offset"))
                .containsExactly("0", "1");
        assertThat(metrics.counter("hawkeye.detector.undecodable").count()).isEqualTo(2);
    }

    @Test
    void fatesAreCountedByCamera() throws InterruptedException {
        // given
        send(TestFrames.oneRedBlock("gate", 0));
        send(TestFrames.frame("yard", 0, new byte[0]).build());

        // when
        await(2);

        // then
        assertThat(metrics.counter("hawkeye.detector.frames", "camera", "gate", "fate", "DETECTED")
                        .count())
                .isEqualTo(1);
        assertThat(metrics.counter("hawkeye.detector.frames", "camera", "yard", "fate", "FAILED")
                        .count())
                .isEqualTo(1);
    }

    private void send(Frame frame) {
        byte[] value = frameSerde.serializer().serialize(TOPICS.frames(), frame);
        frames.pipeInput(new TestRecord<>(frame.getCamera(), value, frame.getCaptureTime()));
    }

    private List<Detection> await(int count) throws InterruptedException {
        return awaitRecords(count).stream().map(TestRecord::value).toList();
    }

    /** The lanes work on their own threads; results come out with the punctuator's next beats. */
    private List<TestRecord<String, Detection>> awaitRecords(int count) throws InterruptedException {
        List<TestRecord<String, Detection>> records = new ArrayList<>();
        while (records.size() < count) {
            Thread.sleep(2);
            driver.advanceWallClockTime(Duration.ofMillis(5));
            records.addAll(detections.readRecordsToList());
        }
        driver.advanceWallClockTime(Duration.ofMillis(5));
        assertThat(detections.isEmpty()).as("no more than %d detections", count).isTrue();
        return records;
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return UTF_8.decode(ByteBuffer.wrap(
                        record.headers().lastHeader("__streams.errors." + name).value()))
                .toString();
    }
}
