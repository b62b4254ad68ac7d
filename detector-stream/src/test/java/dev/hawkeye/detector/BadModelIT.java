package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad models: none of them ever analyzes a frame of a camera, and each says why. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadModelIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Rollout AT_ONCE = new Rollout(0L, 0L, List.of(), 60_000L, 0.05, 0.5, 1.5, false, false);

    private Path directory;
    private RolloutSite site;
    private DetectorService detector;

    @BeforeAll
    void start(@TempDir Path of) throws Exception {
        directory = of;
        site = new RolloutSite(directory);
        detector = site.start("data");
        site.show(TestFrames.oneRedBlock("any", 0).getJpeg().array());
        // The pictures on which a model is tried are those that were analyzed.
        site.awaitMore(100);
    }

    @AfterAll
    void noneOfThemHasAnalyzedAFrame() throws InterruptedException {
        assertThat(site.end()).extracting(Detection::getModel).containsOnly("own.onnx");
        site.close();
    }

    @Test
    void oneThatFindsNothing() throws Exception {
        assertThat(reason(BlockModel.builder().blind()))
                .matches("it finds no object on \\d+ frames on which own.onnx finds \\d+: .*");
    }

    @Test
    void oneThatTakesOneClassForAnother() throws Exception {
        assertThat(reason(BlockModel.builder().mistaking()))
                .matches(
                        "its agreement \\(F1\\) with the objects of own.onnx is 0.000 on \\d+ frames, at least 0.500 is"
                                + " required: .*");
    }

    @Test
    void oneWithOtherClasses() throws Exception {
        assertThat(reason(BlockModel.builder().classes(List.of("red", "green", "dog"))))
                .startsWith("its classes are not those of own.onnx: it lacks blue and adds dog;");
    }

    @Test
    void oneThatTakesSeveralTimesAsLong() throws Exception {
        assertThat(reason(BlockModel.builder().slow(100_000)))
                .matches(
                        "95 % of its inferences take up to .* ms, of own.onnx .* ms: .* times as long, at most 1.5 times"
                                + " is allowed: .*");
    }

    @Test
    void oneThatIsTruncated() throws Exception {
        byte[] whole = BlockModel.dynamic();
        Path half = Files.write(directory.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));

        assertThat(reason(half)).contains("half.onnx is not a usable ONNX model");
    }

    @Test
    void oneOfAnotherArchitecture() throws Exception {
        assertThat(reason(BlockModel.builder().endToEnd()))
                .contains("bad.onnx is not a YOLOv8 detection model that can be used", "1 x 300 x 6");
    }

    @Test
    void oneThatHasNoEnd() throws Exception {
        assertThat(reason(BlockModel.builder().fixedShape(1, 640, 640).slow(100_000_000_000L)))
                .contains("a test picture had no result within 5000 ms");
    }

    @Test
    void oneWithAnotherDigestThanItsBytes() {
        // given
        byte[] bytes = BlockModel.dynamic();
        PublishedModel model = new PublishedModel("ab".repeat(32), "swapped.onnx", (long) bytes.length, 1, null, null);

        // when
        write("part/" + model.getSha256() + "/0", new ModelRecord(null, ByteBuffer.wrap(bytes)));

        // then
        assertThat(reason(model)).contains("swapped.onnx has the digest ", "instead of abab");
    }

    @Test
    void oneThatIsHuge() {
        PublishedModel model = new PublishedModel("cd".repeat(32), "huge.onnx", 1L << 40, 1 << 21, null, null);

        assertThat(reason(model)).contains("huge.onnx has 1099511627776 bytes, which must be 1 to 536870912");
    }

    @Test
    void oneWhoseBytesAreNotThere() {
        PublishedModel model = new PublishedModel("ef".repeat(32), "away.onnx", 1_000L, 1, null, null);

        assertThat(reason(model)).contains("1 of the 1 parts of away.onnx are not on the topic");
    }

    private String reason(BlockModel model) throws IOException, InterruptedException {
        return reason(site.model("bad.onnx", model));
    }

    private String reason(Path file) throws InterruptedException {
        ActiveModel active = site.desk()
                .publish(
                        file,
                        new ModelDesk.Offer(
                                file.getFileName().toString(),
                                Optional.of(AT_ONCE),
                                Optional.empty(),
                                Optional.empty(),
                                "test"),
                        percent -> {});
        return reason(active);
    }

    private String reason(PublishedModel model) {
        long revision = site.desk().active().map(ActiveModel::getRevision).orElse(0L) + 1;
        ActiveModel active = new ActiveModel(model, null, revision, "test", Instant.now(), AT_ONCE, null, null);
        write("active", new ModelRecord(active, null));
        return reason(active);
    }

    private void write(String key, ModelRecord record) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(site.client(), new StringSerializer(), new ByteArraySerializer())) {
            String topic = site.topics().models();
            byte[] value = site.registry().serde(ModelRecord.class).serializer().serialize(topic, record);
            var unused = producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    /** Of the detector, which it says to all others as well. */
    private String reason(ActiveModel active) {
        try (InstanceStates states = site.states()) {
            ModelStatus status = await().atMost(LONG)
                    .until(
                            () -> {
                                states.poll(Duration.ofMillis(100));
                                return states.ofRunning().iterator().next();
                            },
                            one -> one.getRevision() == active.getRevision() && one.getState() == ModelState.REFUSED);
            assertThat(detector.model().name()).isEqualTo("own.onnx");
            await().atMost(LONG).untilAsserted(() -> {
                states.poll(Duration.ofMillis(100));
                assertThat(states.refusal(active))
                        .hasValueSatisfying(why -> assertThat(why)
                                .isEqualTo(status.getReason() + " (detector " + status.getInstance() + ")"));
            });
            return status.getReason();
        }
    }
}
