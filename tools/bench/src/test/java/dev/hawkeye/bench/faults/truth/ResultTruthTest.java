package dev.hawkeye.bench.faults.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.input.Scene;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.yaml.SettingText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultTruthTest {
    private static final Topics TOPICS = new Topics("");
    private static final String CAMERA = "gate";
    private static final int FRAMES = 60;
    private static final int WRITTEN = 20;

    private static final int ACKNOWLEDGED = 30;

    @TempDir
    Path directory;

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://result-truth"));
    private final AggregatorConfig oneLine = config("[{name: middle, points: [[0.5, 0], [0.5, 1]]}]");
    /** The first of the others is crossed between written and acknowledged, the second after that. */
    private final AggregatorConfig moreLines = config("[{name: middle, points: [[0.5, 0], [0.5, 1]]},"
            + " {name: first, points: [[0.42, 0], [0.42, 1]]}, {name: second, points: [[0.7, 0], [0.7, 1]]}]");

    private final List<Ledger.Written> detections = new ArrayList<>();
    private AggregatorReplica replica;

    @BeforeEach
    void walk() {
        for (int i = 0; i < FRAMES; i++) {
            Detection detection = detection(i);
            byte[] value = registry.serde(Detection.class).serializer().serialize(TOPICS.detections(), detection);
            detections.add(new Ledger.Written(new ConsumerRecord<>(TOPICS.detections(), 0, i, null, value), detection));
        }
        replica = new AggregatorReplica(oneLine, TOPICS, registry, frame -> Optional.empty(), directory);
    }

    @AfterEach
    void close() {
        replica.close();
        registry.close();
    }

    @Test
    void acceptsAChangeThatWasTakenOverAtAnyPlaceBetweenWrittenAndAcknowledged() {
        for (int place = WRITTEN; place <= ACKNOWLEDGED; place++) {
            // given
            RunOutcome outcome = run(place);

            // when
            ResultTruth truth = new ResultTruth(replica, outcome);
            RunOutcome expected = expected(truth);

            // then
            assertThat(truth.complaints()).isEmpty();
            assertThat(expected.windows).isEqualTo(outcome.windows);
            assertThat(expected.events).isEqualTo(outcome.events);
            assertThat(expected.tracks).isEqualTo(outcome.tracks);
            assertThat(truth.ambiguous()).isEqualTo(ACKNOWLEDGED - WRITTEN);
        }
    }

    @Test
    void reportsAChangeThatWasTakenOverTooLate() {
        // given a line that was crossed after the acknowledgment, and has no crossing
        RunOutcome outcome = run(FRAMES);

        // when
        ResultTruth truth = new ResultTruth(replica, outcome);
        RunOutcome expected = expected(truth);

        // then
        assertThat(truth.complaints()).hasSize(1);
        assertThat(expected.events).isNotEqualTo(outcome.events);
    }

    @Test
    void reportsAResultThatWasCountedTwice() {
        // given
        RunOutcome outcome = run(WRITTEN);
        outcome.windows.values().iterator().next().set(0, "counted twice");

        // when
        ResultTruth truth = new ResultTruth(replica, outcome);
        RunOutcome expected = expected(truth);

        // then
        assertThat(truth.complaints()).hasSize(1);
        assertThat(expected.windows).isNotEqualTo(outcome.windows);
    }

    private RunOutcome expected(ResultTruth truth) {
        Map<Integer, Long> before = Map.of(0, (long) WRITTEN);
        Map<Integer, Long> after = Map.of(0, (long) ACKNOWLEDGED);
        SiteStep step = new SiteStep(
                "more lines",
                null,
                null,
                new Bounds(before, before, before, before),
                new Bounds(after, after, after, after));
        RunOutcome expected = new RunOutcome();
        List<ResultTruth.Revision> revisions =
                List.of(new ResultTruth.Revision(null, oneLine), new ResultTruth.Revision(step, moreLines));
        truth.of(CAMERA, revisions, detections).forEach(expected::add);
        return expected;
    }

    /** What an aggregator leaves that takes the other lines over before the frame of this place. */
    private RunOutcome run(int place) {
        RunOutcome outcome = new RunOutcome();
        replica.state(CAMERA, null);
        for (int i = 0; i < FRAMES; i++) {
            replica.use(i < place ? oneLine : moreLines);
            replica.take(detections.get(i)).forEach(outcome::add);
        }
        return outcome;
    }

    private static Detection detection(int index) {
        float left = 300f * index / FRAMES;
        return Detection.newBuilder()
                .setCamera(CAMERA)
                .setStream("walk")
                .setSequence(index)
                .setCaptureTime(Input.captured(index))
                .setWidth(Scene.WIDTH)
                .setHeight(Scene.HEIGHT)
                .setLive(false)
                .setLast(index == FRAMES - 1)
                .setFate(Fate.DETECTED)
                .setObjects(List.of(new DetectedObject(0, "red", 0.9f, left, 160f, left + 16, 176f)))
                .setFrame(new FrameRef(TOPICS.frames(), 0, (long) index))
                .setModel("blocks")
                .setModelSha256("")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }

    private static AggregatorConfig config(String lines) {
        return new ConfigReader()
                .set("camera-defaults.lines", SettingText.parse(lines, "test"), "test")
                .set("aggregator.window", "2 s", "test")
                .set("aggregator.advance", "2 s", "test")
                .read()
                .aggregator();
    }
}
