package dev.hawkeye.detector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Inferences that fail, and inferences that have no end. */
@Timeout(60)
final class LanesTest {
    private static final byte[] GOOD =
            TestFrames.oneRedBlock("gate", 0).getJpeg().array();
    private static final byte[] FAILING = BlockPictures.plain(1280, 720, 255);
    private static final byte[] ENDLESS = BlockPictures.plain(1280, 720, 215);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Model model;
    private Lanes lanes;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.write(
                directory.resolve("blocks.onnx"),
                BlockModel.builder().spoilable().build());
        model = Model.load(file, 1);
        LaneSettings settings = new LaneSettings(
                1,
                4,
                new DetectionLimits(0.25f, 0.7f, 300, true, 50_000_000),
                ByCamera.all(ClassScores.of(model.info().classNames(), List.of(), Map.of())),
                Duration.ofMillis(500),
                64 << 20);
        lanes = new Lanes(
                model, Lane::detect, settings, new Shedding(Duration.ofSeconds(2)), Clock.systemUTC(), metrics);
    }

    @AfterEach
    void stop() {
        lanes.close();
        assertThat(lanes.ended()).as("every lane has come back").isTrue();
        model.close();
    }

    @Test
    void anInferenceThatFailsFailsItsFrameAndNoneOfThoseThatSharedIt() throws InterruptedException {
        // when
        List<FrameResult> results = analyze(GOOD, FAILING, GOOD, GOOD);

        // then
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        FrameResult.Analyzed.class,
                        failed -> assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class));
        assertDetected(results.get(0), results.get(2), results.get(3));
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void anInferenceThatNeverEndsFailsItsFrameAndNoneOfThoseThatSharedIt() throws InterruptedException {
        // when
        List<FrameResult> results = analyze(GOOD, ENDLESS, GOOD, GOOD);

        // then
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        FrameResult.Analyzed.class,
                        failed -> assertThat(failed.outcome())
                                .isEqualTo(new Outcome.Failed("no result within lane-timeout (0.5 s)")));
        assertDetected(results.get(0), results.get(2), results.get(3));
        assertThat(metrics.counter("hawkeye.detector.lanes.replaced").count()).isBetween(1.0, 2.0);
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void closingEndsAnInferenceThatNeverEnds() {
        // when
        submit(ENDLESS);

        // then stop() finds that every lane has come back
        assertThat(lanes.alive()).isTrue();
    }

    private static void assertDetected(FrameResult... results) {
        assertThat(results)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                FrameResult.Analyzed.class,
                                analysed -> assertThat(analysed.outcome()).isInstanceOf(Outcome.Detected.class)));
    }

    private List<FrameResult> analyze(byte[]... jpegs) throws InterruptedException {
        List<FrameResult> results = new ArrayList<>();
        for (FrameTask task : submit(jpegs)) {
            while (task.result() == null) {
                task.await(1_000);
            }
            results.add(task.result());
        }
        return results;
    }

    private List<FrameTask> submit(byte[]... jpegs) {
        LaneQueues.Queue queue = lanes.newQueue();
        List<FrameTask> tasks = new ArrayList<>();
        for (int i = 0; i < jpegs.length; i++) {
            Frame frame = TestFrames.frame("gate", i, jpegs[i]).build();
            tasks.add(new FrameTask(new Record<>(null, null, 0), i, frame));
        }
        tasks.forEach(queue::submit);
        return tasks;
    }
}
