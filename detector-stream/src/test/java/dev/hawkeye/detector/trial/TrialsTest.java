package dev.hawkeye.detector.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.LaneSettings;
import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.detector.lanes.Shedding;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models that are compared with the one in use, with real inferences. */
@Timeout(60)
final class TrialsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TrialTerms TERMS = new TrialTerms(1, 0.5, 1_000, false);
    private static final ByteBuffer RED = TestFrames.oneRedBlock("gate", 0).getJpeg();

    private final Trials trials = new Trials(() -> this.now);
    private volatile long now = 1;
    private volatile boolean memory = true;
    private Lanes lanes;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        LaneSettings settings = new LaneSettings(
                1, 1, () -> new DetectionLimits(0.25f, 0.7f, 300, true, 50_000_000), TIMEOUT, 64 << 20);
        lanes = new Lanes(
                model("own.onnx", BlockModel.builder()),
                this::detect,
                settings,
                new Shedding(Duration.ofSeconds(2)),
                Clock.systemUTC(),
                new SimpleMeterRegistry(),
                trials);
    }

    private List<Outcome> detect(Lane lane, List<ByteBuffer> jpegs, List<ClassScores> wanted) {
        if (!memory) {
            throw new OutOfMemoryError("no memory for a picture");
        }
        return lane.detect(jpegs, wanted);
    }

    @AfterEach
    void stop() {
        trials.end();
        trials.endDrift();
        lanes.close();
        assertThat(lanes.ended()).isTrue();
    }

    @Test
    void aModelIsRefusedByThePicturesOfThePastBeforeItGetsAnyFrame() throws IOException {
        // given
        analyzed();
        lanes.beside(model("blind.onnx", BlockModel.builder().blind()));

        // then
        assertThatThrownBy(() -> trials.begin(lanes, TERMS, () -> false, TIMEOUT))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("it finds no object on 1 frames on which own.onnx finds 6:");
    }

    @Test
    void framesAreComparedAsTheyCome() throws Exception {
        // given
        lanes.beside(model("next.onnx", BlockModel.builder()));
        trials.begin(lanes, TERMS, () -> false, TIMEOUT);

        // when
        await().untilAsserted(() -> {
            analyzed();
            assertThat(trials.figures().orElseThrow().frames()).isGreaterThan(3);
        });

        // then
        assertThat(trials.refusal()).isEmpty();
        assertThat(trials.figures().orElseThrow().agreement().f1()).hasValue(1);
    }

    @Test
    void aModelIsRefusedWhenThereIsNoMemoryToCompareIt() throws Exception {
        // given
        lanes.beside(model("next.onnx", BlockModel.builder()));
        trials.begin(lanes, TERMS, () -> false, TIMEOUT);

        // when
        memory = false;

        // then
        await().untilAsserted(() -> {
            analyzed();
            assertThat(trials.refusal())
                    .hasValueSatisfying(reason -> assertThat(reason)
                            .isEqualTo("it cannot be compared (no memory for a picture): publish it again"));
        });
    }

    @Test
    void aCameraInWhichAModelNoLongerFindsWhatItsOriginalFindsIsNamedAfterAnHour() throws IOException {
        // given
        trials.beginDrift(lanes, model("fp32.onnx", BlockModel.builder().mistaking()), 1, 0.8, () -> false);

        // when
        await().untilAsserted(() -> {
            analyzed();
            now += DriftTally.HOUR.toNanos() / 4;

            // then
            assertThat(trials.drifted()).containsEntry("gate", 0.0);
        });

        // and when
        trials.endDrift();

        // then
        assertThat(trials.drifted()).isEmpty();
    }

    private void analyzed() {
        Outcome found =
                new Outcome.Detected(1280, 720, List.of(new Box(0, 0.9f, 0, 0, 1, 1)), new StepNanos(0, 0, 0, 0), 1);
        trials.analyzed("gate", RED, found, lanes.model());
    }

    private LaneModel model(String name, BlockModel builder) throws IOException {
        Path file = Files.write(
                directory.resolve(name), builder.metadata("author", name).build());
        return new LaneModel(Model.load(file, 1), ByCamera.all(ClassScores.ANY));
    }
}
