package dev.hawkeye.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private final Metric metric = new MetricGroup("Tests").gauge("hawkeye.test.up", "0 or 1", "Up", "camera");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Readings readings = new Readings(registry);

    @Test
    void aValueIsTheLastOneThatWasSetAndVanishesWhenItIsRemoved() {
        readings.set(metric, 1, "gate");
        readings.set(metric, 0, "gate");
        readings.set(metric, 1, "yard");
        assertThat(value("gate")).isZero();

        readings.remove(metric, "gate");

        assertThat(value("gate")).isNull();
        assertThat(value("yard")).isEqualTo(1);
    }

    @Test
    void nothingIsLeftOfAnOwnerThatIsClosed() {
        AtomicInteger number = new AtomicInteger(1);
        readings.follow(metric, number::get, "gate");
        readings.set(metric, 1, "yard");
        number.set(2);
        assertThat(value("gate")).isEqualTo(2);

        readings.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void whoeverComesLaterHasTheGauge() {
        // given: one who forgot to close
        readings.set(metric, 1, "gate");

        // when
        new Readings(registry).set(metric, 0, "gate");

        // then
        assertThat(value("gate")).isZero();
    }

    @Test
    void whoeverComesLaterKeepsTheGaugeWhenTheEarlierOneCloses() {
        // given: a camera's thread that was too slow to stop before the next one started
        readings.set(metric, 0, "gate");
        readings.set(metric, 0, "yard");
        Readings later = new Readings(registry);
        later.set(metric, 1, "gate");
        later.follow(metric, () -> 1, "yard");

        // when
        readings.remove(metric, "gate");
        readings.close();

        // then
        assertThat(value("gate")).isEqualTo(1);
        assertThat(value("yard")).isEqualTo(1);
        later.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private Double value(String camera) {
        Gauge gauge = registry.find(metric.name()).tag("camera", camera).gauge();
        return gauge == null ? null : gauge.value();
    }
}
