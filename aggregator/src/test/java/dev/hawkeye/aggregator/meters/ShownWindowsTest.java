package dev.hawkeye.aggregator.meters;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.AggregatorDriver;
import dev.hawkeye.aggregator.Shot;
import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.Fate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShownWindowsTest {
    private static final long WINDOW_MILLIS = 10_000;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ShownWindows windows = new ShownWindows(metrics);
    private final ShownWindows.Partition partition = windows.partition(WINDOW_MILLIS);

    @Test
    void theGaugesHaveTheLastFinalWindowAndNothingOfTheOneThatIsOpen() {
        AggregatorDriver aggregator = new AggregatorDriver(new ConfigBuilder());
        try (aggregator) {
            // when: one window is over, and the next one has begun
            aggregator.send(
                    at(0, 0).with("person", .9, .8).with("car", .7),
                    at(1, 4).with("person", .9, .8, .7, .6),
                    at(2, 5).fate(Fate.SHED),
                    at(3, 9),
                    at(4, 12).with("dog", .9));

            // then
            SimpleMeterRegistry shown = aggregator.metrics;
            assertThat(value(shown, "end.timestamp.seconds")).isEqualTo(Shot.ZERO / 1000.0 + 10);
            assertThat(value(shown, "frames", "fate", "DETECTED")).isEqualTo(3);
            assertThat(value(shown, "frames", "fate", "SHED")).isEqualTo(1);
            assertThat(value(shown, "frames", "fate", "FAILED")).isZero();
            assertThat(value(shown, "mean", "class", "person")).isEqualTo(2);
            assertThat(value(shown, "peak", "class", "person")).isEqualTo(4);
            assertThat(value(shown, "frames.with", "class", "person")).isEqualTo(2);
            assertThat(value(shown, "peak", "class", "car")).isEqualTo(1);
            assertThat(value(shown, "peak", "class", "dog")).isNull();
        }
        // then: an instance that lost the partition reports nothing of its cameras
        assertThat(aggregator.metrics.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("hawkeye.window."));
    }

    @Test
    void aClassThatIsNoLongerSeenReadsZero() {
        partition.show("gate", window(0, "person", "car"));

        partition.show("gate", window(10_000, "car"));

        assertThat(value(metrics, "mean", "class", "person")).isZero();
        assertThat(value(metrics, "peak", "class", "person")).isZero();
        assertThat(value(metrics, "frames.with", "class", "person")).isZero();
        assertThat(value(metrics, "mean", "class", "car")).isEqualTo(2);
        assertThat(value(metrics, "end.timestamp.seconds")).isEqualTo(20);
    }

    @Test
    void endlessClassesTakeOnlySoMuchRoomAndTheLatestWindowIsShown() {
        for (int i = 0; i < 50; i++) {
            String[] invented = new String[30];
            for (int j = 0; j < invented.length; j++) {
                invented[j] = "invented-" + i + "-" + j;
            }
            partition.show("gate", window(i * WINDOW_MILLIS, invented));
        }
        partition.show("gate", window(500_000, "person"));

        assertThat(series("mean")).isLessThanOrEqualTo(ShownWindows.MAX_OF_CAMERA);
        assertThat(value(metrics, "mean", "class", "person")).isEqualTo(2);
    }

    @Test
    void endlessCamerasTakeOnlySoMuchRoomWhichIsFreeAgainWithTheirPartition() {
        for (int i = 0; i < ShownWindows.MAX_CAMERAS + 10; i++) {
            partition.show("invented-" + i, window(0, "person"));
        }
        assertThat(series("mean")).isEqualTo(ShownWindows.MAX_CAMERAS);

        partition.forget();
        windows.partition(WINDOW_MILLIS).show("gate", window(0, "person"));

        assertThat(series("mean")).isEqualTo(1);
        assertThat(value(metrics, "mean", "class", "person")).isEqualTo(2);
    }

    private long series(String name) {
        return metrics.find("hawkeye.window." + name).gauges().size();
    }

    private static WindowState window(long start, String... classes) {
        Map<String, ClassCount> counts = new HashMap<>();
        for (String className : classes) {
            counts.put(className, new ClassCount(4L, 8L, 3, 0L, 0L, Map.of(), Map.of()));
        }
        return WindowState.newBuilder()
                .setStart(start)
                .setFramesAnalysed(4)
                .setClasses(counts)
                .build();
    }

    private static Double value(SimpleMeterRegistry metrics, String name, String... labels) {
        Gauge gauge = metrics.find("hawkeye.window." + name)
                .tag("camera", "gate")
                .tags(labels)
                .gauge();
        return gauge == null ? null : gauge.value();
    }
}
