package dev.hawkeye.detector.meters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.Model;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorMetersTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DetectorMeters meters = new DetectorMeters(metrics);

    @Test
    void theStepsOfADetectedFrameAreTimedAndTheWholeWayOfALiveOne() {
        meters.detection(detection("gate", Fate.DETECTED, true, 250_000));

        assertThat(millis("queue")).isEqualTo(2);
        assertThat(millis("decode")).isEqualTo(3);
        assertThat(millis("letterbox")).isEqualTo(4);
        assertThat(millis("inference")).isEqualTo(5);
        assertThat(millis("nms")).isEqualTo(6);
        assertThat(millis("end_to_end")).isEqualTo(250);
    }

    @Test
    void theAgeOfAPictureInAFileIsNoLatency() {
        meters.detection(detection("clip", Fate.DETECTED, false, 3_600_000_000L));

        assertThat(step("end_to_end").count()).isZero();
        assertThat(step("inference").count()).isEqualTo(1);
    }

    @Test
    void aClockThatIsAheadIsNoLatencyEither() {
        meters.detection(detection("gate", Fate.DETECTED, true, -5_000));

        assertThat(step("end_to_end").count()).isEqualTo(1);
        assertThat(millis("end_to_end")).isZero();
    }

    @Test
    void aFrameThatWasNotAnalyzedIsCountedAndNotTimed() {
        meters.detection(detection("gate", Fate.SHED, true, 250_000));

        assertThat(metrics.counter("hawkeye.detector.frames", "camera", "gate", "fate", "SHED")
                        .count())
                .isEqualTo(1);
        assertThat(metrics.find("hawkeye.detector.step.seconds").timers()).allMatch(timer -> timer.count() == 0);
    }

    @Test
    void theModelInUseIsNamedUntilItsDetectorIsClosed(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        try (Model model = Model.load(file, 1)) {
            ModelMeter meter = new ModelMeter(file, model.info(), metrics);

            assertThat(metrics.get("hawkeye.detector.model.info")
                            .tags("name", "blocks.onnx", "precision", "FP32")
                            .tags("sha256", model.info().sha256())
                            .gauge()
                            .value())
                    .isEqualTo(1);

            meter.close();

            assertThat(metrics.find("hawkeye.detector.model.info").gauge()).isNull();
        }
    }

    private Timer step(String name) {
        return metrics.get("hawkeye.detector.step.seconds").tag("step", name).timer();
    }

    private double millis(String step) {
        return step(step).totalTime(TimeUnit.MILLISECONDS);
    }

    private static Detection detection(String camera, Fate fate, boolean live, long ageMicros) {
        StepTimes times = StepTimes.newBuilder()
                .setIngestMicros(1_000)
                .setQueueMicros(2_000)
                .setDecodeMicros(3_000)
                .setLetterboxMicros(4_000)
                .setInferenceMicros(5_000)
                .setNmsMicros(6_000)
                .setAgeMicros(ageMicros)
                .build();
        return TestDetections.of(camera, fate, live, times);
    }
}
