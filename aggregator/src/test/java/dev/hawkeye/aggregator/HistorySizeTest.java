package dev.hawkeye.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.history.HistoryKey;
import dev.hawkeye.aggregator.history.WindowHistory;
import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.aggregator.state.StateSerde;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.SchemaRegistry;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** What a history costs, of a street at 5 frames a second with four classes in every window. */
class HistorySizeTest {
    private static final int WINDOWS_OF_A_DAY = 8640;

    private final AggregatorConfig config = new ConfigBuilder().config();
    private final KeyValueStore<HistoryKey, HistoryBucket> store = AggregatorTopology.history(
                    AggregatorTopology.Where.MEMORY)
            .withLoggingDisabled()
            .build();
    private final WindowHistory history = new WindowHistory(config, store, bytes -> true);

    HistorySizeTest() {
        // With the first of its serdes Avro is told to trust our records.
        SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://size")).serde(Detection.class);
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    }

    @Test
    void isHalfAMegabyteForACameraAndADay() {
        for (int i = 0; i < WINDOWS_OF_A_DAY; i++) {
            save(i);
        }

        assertThat(bytes()).isBetween(450_000L, 600_000L);
    }

    @Test
    void doesNotGrowAfterADay() {
        for (int i = 0; i < 3 * WINDOWS_OF_A_DAY; i++) {
            save(i);
        }

        assertThat(bytes()).isLessThan(610_000L);
        assertThat(store.approximateNumEntries()).isEqualTo(WINDOWS_OF_A_DAY / HistoryKey.WINDOWS + 1);
    }

    @Test
    void isSomeKilobytesForARewrite() {
        for (int i = 0; i < HistoryKey.WINDOWS; i++) {
            save(i);
        }

        assertThat(bytes()).isBetween(2_500L, 4_500L);
    }

    @Test
    void aRecordThatIsKnownToBeRefusedIsLeftAsItWas() {
        WindowHistory bounded = new WindowHistory(config, store, bytes -> bytes < 1_000);
        for (int i = 0; i < HistoryKey.WINDOWS; i++) {
            save(bounded, i);
        }

        assertThat(bytes()).isBetween(100L, 1_000L);
    }

    private void save(int index) {
        save(history, index);
    }

    private void save(WindowHistory to, int index) {
        Map<String, ClassCount> classes = Map.of(
                "person", count(45, 150, 7),
                "car", count(50, 260, 9),
                "truck", count(20, 22, 2),
                "bicycle", count(8, 8, 1));
        to.add(new WindowState(Shot.ZERO + index * config.window().toMillis(), 50L, 2L, 0L, classes));
        to.save("gate", Shot.ZERO);
    }

    private long bytes() {
        Serializer<HistoryKey> keys = HistoryKey.serde().serializer();
        Serializer<HistoryBucket> values = StateSerde.ofHistory().serializer();
        long bytes = 0;
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<HistoryKey, HistoryBucket> entry = all.next();
                bytes += keys.serialize("history", entry.key).length + values.serialize("history", entry.value).length;
            }
        }
        return bytes;
    }

    private static ClassCount count(long framesWith, long detections, int peak) {
        return ClassCount.newBuilder()
                .setFramesWith(framesWith)
                .setDetections(detections)
                .setPeak(peak)
                .build();
    }
}
