package dev.hawkeye.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PerCameraTest {
    private final Metric metric = new MetricGroup("Tests").counter("hawkeye.test.frames", "frames", "Frames", "camera");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PerCamera<Counter> cameras = new PerCamera<>(camera -> metric.counter(registry, camera));

    @Test
    void endlessNamesShareOneSeriesAndThoseBeforeThemKeepTheirOwn() {
        // given
        cameras.of("gate").increment();

        // when
        for (int i = 0; i < 10_000; i++) {
            cameras.of("invented-" + i + "\n").increment();
        }
        cameras.of("gate").increment();

        // then
        assertThat(registry.getMeters()).hasSize(PerCamera.MAX_CAMERAS + 1);
        assertThat(registry.counter(metric.name(), "camera", "gate").count()).isEqualTo(2);
        assertThat(registry.counter(metric.name(), "camera", PerCamera.OTHER).count())
                .isEqualTo(10_001 - PerCamera.MAX_CAMERAS);
    }
}
