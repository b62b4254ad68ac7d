package dev.hawkeye.detector.meters;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OverloadWatchTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(OverloadWatch.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nanos;
    private final OverloadWatch watch =
            new OverloadWatch(() -> new UsedModel("yolov8n.onnx", "FP32"), registry, () -> nanos);

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    @Test
    void saysWhenItBeginsEveryTenMinutesAndWhenItIsOver() {
        // given
        seconds(60, 4, 4);
        assertThat(said()).isEmpty();

        // when
        seconds(25 * 60, 8, 2);
        seconds(60, 2, 2);

        // then
        assertThat(said()).hasSize(4);
        assertThat(said().get(0))
                .isEqualTo(
                        "Overloaded: wanted 8.0 frames/s, analyzed 2.0 (gate 2.0 of 8.0); what would help: (1) an INT8 model"
                                + " instead of yolov8n.onnx (FP32): about twice as fast on a CPU with VNNI (docs/int8.md);"
                                + " ./hawkeye model quantize makes one; (2) fps: 1 for the camera that wants more: 2.0"
                                + " frames/s, of which 1.4 (70 %) are planned, can be analyzed here with yolov8n.onnx (FP32); (3) a smaller"
                                + " max-width would hardly help: its JPEG takes 3 % of a frame's analysis time; (4) detectors on more machines (./hawkeye detect): 6 such machines"
                                + " for each one now");
        assertThat(said().get(1)).startsWith("Overloaded for 10 min: wanted 8.0 frames/s, analyzed 2.0 (gate");
        assertThat(said().get(2)).startsWith("Overloaded for 20 min: ");
        assertThat(said().get(3)).startsWith("No longer overloaded, after 15");
    }

    @Test
    void reportsTheRateThatTheFramesWant() {
        for (int second = 0; second < 40; second++) {
            watch.detection(detection(second % 2 == 0 ? Fate.DETECTED : Fate.SHED), 15);
            nanos += Duration.ofSeconds(1).toNanos();
            watch.look();
        }

        assertThat(said().get(0)).startsWith("Overloaded: wanted 15.0 frames/s, analyzed 0.5 (gate 0.5 of 15.0); ");
    }

    @Test
    void reportsHealthWithoutTheNamesOfCamerasAndMetricsMeanwhile() {
        assertThat(watch.text()).isEmpty();
        assertThat(gauge()).isZero();

        seconds(40, 8, 2);

        assertThat(watch.text())
                .startsWith("wanted 8.0 frames/s, analyzed 2.0; what would help: (1) ")
                .doesNotContain("gate");
        assertThat(gauge()).isEqualTo(1);
        watch.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private double gauge() {
        return registry.get("hawkeye.detector.overloaded").gauge().value();
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void seconds(int count, int wanted, int analysed) {
        for (int second = 0; second < count; second++) {
            for (int i = 0; i < wanted; i++) {
                watch.detection(detection(i < analysed ? Fate.DETECTED : Fate.SHED), 0);
            }
            nanos += Duration.ofSeconds(1).toNanos();
            watch.look();
        }
    }

    private static Detection detection(Fate fate) {
        StepTimes times = new StepTimes(5_000L, 900_000L, 3_000L, 500L, 192_000L, 500L, 1_000_000L);
        return TestDetections.of("gate", fate, true, times);
    }
}
