package dev.hawkeye.bench.faults.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.input.Scene;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.Observation;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames 0 to 2 were detected before another model was published, 3 to 5 meanwhile, and 6 to 8 came after the acknowledgment. */
final class ChangesJudgeTest {
    private static final Topics TOPICS = new Topics("");
    private static final String CAMERA = Input.fed(0);
    private static final int FRAMES = 9;

    @TempDir
    Path directory;

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://changes-judge"));
    private final Ledger ledger = new Ledger(TOPICS, registry);
    private final RunOutcome outcome = new RunOutcome();
    private final Scene scene = new Scene(CAMERA);
    private final byte[] picture = scene.next();
    private ModelTruth truth;
    private String first;
    private String second;

    @BeforeEach
    void load() throws IOException {
        Path red = blocks("red", "green", "blue");
        Path green = blocks("green", "red", "blue");
        first = ModelDigest.ofFile(red);
        second = ModelDigest.ofFile(green);
        truth = new ModelTruth(List.of(red, green), DetectionLimits.DEFAULTS);
    }

    private Path blocks(String... classes) throws IOException {
        return Files.write(
                directory.resolve(classes[0] + ".onnx"),
                BlockModel.builder().classes(List.of(classes)).build());
    }

    @AfterEach
    void close() {
        truth.close();
        registry.close();
    }

    @Test
    void acceptsAnyOfTwoModelsBetweenWrittenAndAcknowledgedAndNoneButTheRightOneOtherwise() {
        // when
        for (int i = 0; i < FRAMES; i++) {
            detect(i, i < 4 ? first : second, i < 4 ? first : second);
        }

        // then
        assertThat(differing()).isEmpty();
    }

    @Test
    void reportsAModelThatWasUsedBeforeItWasPublishedOrAfterItWasReplaced() {
        // when
        for (int i = 0; i < FRAMES; i++) {
            String model = i == 1 || (i > 4 && i != 7) ? second : first;
            detect(i, model, model);
        }

        // then
        assertThat(differing()).containsExactlyInAnyOrder(1L, 7L);
    }

    @Test
    void reportsObjectsThatAreNotThoseOfTheModelThatIsNamed() {
        // when
        for (int i = 0; i < FRAMES; i++) {
            String model = i < 4 ? first : second;
            detect(i, model, i == 5 ? first : model);
        }

        // then
        assertThat(differing()).containsExactly(5L);
    }

    private Set<Long> differing() {
        Map<Integer, Long> before = Map.of(0, 3L);
        Map<Integer, Long> after = Map.of(0, 6L);
        SiteStep step = new SiteStep(
                "publication",
                null,
                second,
                new Bounds(before, before, before, before),
                new Bounds(after, after, after, after));
        ConfigReader config = new ConfigReader();
        try (AggregatorReplica replica =
                new AggregatorReplica(config.read().aggregator(), TOPICS, registry, ledger::record, directory)) {
            ChangesJudge judge = new ChangesJudge(
                    ledger, outcome, truth, new ResultTruth(replica, outcome), List.of(step), () -> config, first);
            RunOutcome expected = judge.expected(outcome.fates.keySet());
            return expected.fates.entrySet().stream()
                    .filter(fate -> !fate.getValue().equals(outcome.fates.get(fate.getKey())))
                    .map(fate -> fate.getKey().index())
                    .collect(Collectors.toSet());
        }
    }

    /** @param finds digest of the model whose objects it has */
    private void detect(int index, String names, String finds) {
        Frame frame = Frame.newBuilder()
                .setCamera(CAMERA)
                .setStream("feed")
                .setSequence(index)
                .setCaptureTime(Input.captured(index))
                .setWidth(Scene.WIDTH)
                .setHeight(Scene.HEIGHT)
                .setLive(false)
                .setJpeg(ByteBuffer.wrap(picture))
                .build();
        Detection detection = Detection.newBuilder()
                .setCamera(CAMERA)
                .setStream("feed")
                .setSequence(index)
                .setCaptureTime(Input.captured(index))
                .setWidth(Scene.WIDTH)
                .setHeight(Scene.HEIGHT)
                .setLive(false)
                .setFate(Fate.DETECTED)
                .setObjects(truth.objects(finds, ClassChoice.ANY, ByteBuffer.wrap(picture))
                        .orElseThrow())
                .setFrame(new FrameRef(TOPICS.frames(), 0, (long) index))
                .setModel("blocks")
                .setModelSha256(names)
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
        ledger.take(new ConsumerRecord<>(
                TOPICS.frames(),
                0,
                index,
                null,
                registry.serde(Frame.class).serializer().serialize(TOPICS.frames(), frame)));
        ledger.take(new ConsumerRecord<>(
                TOPICS.detections(),
                0,
                index,
                null,
                registry.serde(Detection.class).serializer().serialize(TOPICS.detections(), detection)));
        outcome.detected(
                new RunOutcome.Place(0, index), new RunOutcome.Picture(CAMERA, index), Observation.fate(detection));
    }
}
