package dev.hawkeye.site.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.reset.ResetPlan.Offset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ResetPlanTest {
    @Test
    void countsWhatIsReadAgainAndWhatIsSkippedPartitionByPartition() {
        ResetPlan plan = plan(
                offset(0, OptionalLong.of(120), OptionalLong.of(20)),
                offset(1, OptionalLong.of(10), OptionalLong.of(13)),
                offset(2, OptionalLong.empty(), OptionalLong.of(7)),
                offset(3, OptionalLong.of(5), OptionalLong.empty()));

        assertThat(plan.readAgain()).isEqualTo(100);
        assertThat(plan.skipped()).isEqualTo(3);
    }

    @Test
    void isEmptyOnlyWhereNothingIsDone() {
        assertThat(plan().isEmpty()).isTrue();
        assertThat(plan(offset(0, OptionalLong.of(7), OptionalLong.of(7))).isEmpty())
                .isFalse();
        assertThat(new ResetPlan("group", List.of(), List.of(), List.of(Path.of("streams"))).isEmpty())
                .isFalse();
    }

    @Test
    void applicationsAreWhatTheConfigurationSays() {
        HawkeyeConfig config = new ConfigReader()
                .set("topics.prefix", "north.", "test")
                .set("detector.application-id", "north-detector", "test")
                .set("aggregator.application-id", "north-aggregator", "test")
                .set("aggregator.history", "0s", "test")
                .set("data-directory", "/data", "test")
                .set("aggregator.kafka", Map.of("state.dir", "/state"), "test")
                .read();

        assertThat(StreamsApplication.DETECTOR.id(config)).isEqualTo("north-detector");
        assertThat(StreamsApplication.DETECTOR.source(config)).isEqualTo("north.frames");
        assertThat(StreamsApplication.DETECTOR.internalTopics(config)).isEmpty();
        assertThat(StreamsApplication.DETECTOR.folder(config)).isEqualTo(Path.of("/data/streams/north-detector"));
        assertThat(StreamsApplication.AGGREGATOR.id(config)).isEqualTo("north-aggregator");
        assertThat(StreamsApplication.AGGREGATOR.source(config)).isEqualTo("north.detections");
        // The history is off now, but may have been on.
        assertThat(StreamsApplication.AGGREGATOR.internalTopics(config))
                .containsExactly("north-aggregator-cameras-changelog", "north-aggregator-history-changelog");
        assertThat(StreamsApplication.AGGREGATOR.folder(config)).isEqualTo(Path.of("/state/north-aggregator"));
    }

    private static Offset offset(int partition, OptionalLong committed, OptionalLong then) {
        return new Offset(new TopicPartition("frames", partition), committed, then);
    }

    private static ResetPlan plan(Offset... offsets) {
        return new ResetPlan("group", List.of(offsets), List.of(), List.of());
    }
}
