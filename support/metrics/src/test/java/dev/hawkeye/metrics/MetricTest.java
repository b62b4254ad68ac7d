package dev.hawkeye.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricTest {
    private final MetricGroup group = new MetricGroup("Tests");
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void aMetricIsShownUnderTheNameThatItSays() {
        // given: one of each kind
        Metric frames = group.counter("hawkeye.test.frames", "frames", "Frames of the test", "camera");
        Metric bytes = group.counter("hawkeye.test.frame.bytes", "bytes", "Bytes of the test");
        Metric level = group.gauge("hawkeye.test.level.bytes", "bytes", "Level of the test");
        Metric model = group.gauge("hawkeye.test.model.info", "always 1", "Model of the test", "name");
        Metric wait = group.summary("hawkeye.test.wait.seconds", "seconds", "Wait of the test");
        Metric batch = group.histogram("hawkeye.test.batch.frames", "frames", new double[] {1, 4}, "Batch of the test");

        // when
        frames.counter(registry, "gate").increment(3);
        bytes.counter(registry).increment(7);
        Readings readings = new Readings(registry);
        readings.set(level, 5);
        readings.set(model, 1, "m");
        wait.timer(registry).record(Duration.ofMillis(250));
        batch.summary(registry).record(2);

        // then
        assertThat(registry.scrape().lines())
                .contains(
                        "# HELP hawkeye_test_frames_total Frames of the test",
                        frames.shownName() + "{camera=\"gate\"} 3.0",
                        bytes.shownName() + " 7.0",
                        level.shownName() + " 5.0",
                        model.shownName() + "{name=\"m\"} 1",
                        wait.shownName() + "_sum 0.25",
                        wait.shownName() + "_count 1",
                        wait.shownName() + "_max 0.25",
                        batch.shownName() + "_bucket{le=\"1.0\"} 0",
                        batch.shownName() + "_bucket{le=\"4.0\"} 1",
                        batch.shownName() + "_bucket{le=\"+Inf\"} 1");
        assertThat(group.metrics()).containsExactly(frames, bytes, level, model, wait, batch);
    }

    @Test
    void aLabelThatIsLeftOutIsNamed() {
        Metric metric = group.counter("hawkeye.test.frames", "frames", "Frames of the test", "camera", "fate");

        assertThatThrownBy(() -> metric.counter(registry, "gate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("hawkeye.test.frames has the labels [camera, fate], got values: [gate]");
    }
}
