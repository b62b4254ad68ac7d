package dev.hawkeye.site.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.settings.DataSize;
import dev.hawkeye.site.config.TopicsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTableTest {
    private static final TopicsConfig CONFIG = new TopicsConfig(
            "site.",
            12,
            3,
            Duration.ofHours(2),
            DataSize.parse("2 GiB"),
            Duration.ofDays(7),
            DataSize.parse("128 MiB"));

    @Test
    void knowsEveryTopicOfTheSiteOnce() {
        List<TopicSpec> table = TopicTable.of(CONFIG);

        assertThat(table.stream().map(TopicSpec::name))
                .doesNotHaveDuplicates()
                .containsAll(CONFIG.topics().schemas().keySet())
                .contains(
                        CONFIG.topics().framesDlq(),
                        CONFIG.topics().detectionsDlq(),
                        CONFIG.topics().notifyDlq())
                .hasSize(CONFIG.topics().schemas().size() + 3);
    }

    @Test
    void takesWhatTheConfigurationSays() {
        TopicSpec frames = spec("site.frames");

        assertThat(frames.partitions()).isEqualTo(12);
        assertThat(frames.replication()).hasValue(3);
        assertThat(frames.settings())
                .containsAllEntriesOf(Map.of(
                        "retention.ms", "7200000",
                        "retention.bytes", "2147483648",
                        "max.message.bytes", "16777216",
                        "min.insync.replicas", "2",
                        "compression.type", "producer",
                        "cleanup.policy", "delete"));
        assertThat(spec("site.camera-status").settings()).containsEntry("cleanup.policy", "compact");
        assertThat(spec("site.detections").settings()).doesNotContainKey("retention.ms");
    }

    @Test
    void leavesCopiesToTheBrokerUnlessToldOtherwise() {
        TopicSpec frames =
                TopicTable.of(new TopicsConfig("", 8, Duration.ofHours(1))).get(0);

        assertThat(frames.replication()).isEmpty();
        assertThat(frames.settings()).doesNotContainKey("min.insync.replicas");
    }

    @Test
    void knowsWhoUsesWhat() {
        Map<String, List<String>> byService = List.of("ingest", "detect", "aggregate", "console", "notify").stream()
                .collect(Collectors.toMap(
                        service -> service,
                        service -> TopicTable.ofServices(CONFIG, List.of(service)).stream()
                                .map(spec -> spec.name().substring("site.".length()))
                                .toList()));

        assertThat(byService.get("ingest"))
                .containsExactly("frames", "clips", "camera-status", "site-settings", "site-status");
        assertThat(byService.get("detect"))
                .containsExactly(
                        "frames", "frames.dlq", "detections", "models", "model-status", "site-settings", "site-status");
        assertThat(byService.get("aggregate"))
                .containsExactly(
                        "frames",
                        "detections",
                        "detections.dlq",
                        "counts",
                        "events",
                        "tracks",
                        "keyframes",
                        "cloud.counts",
                        "cloud.keyframes",
                        "site-settings",
                        "site-status");
        assertThat(byService.get("notify"))
                .containsExactly(
                        "counts",
                        "events",
                        "notify.dlq",
                        "keyframes",
                        "site-settings",
                        "site-status",
                        "commands",
                        "command-results");
        assertThat(byService.get("console"))
                .containsExactly(
                        "frames",
                        "detections",
                        "counts",
                        "events",
                        "tracks",
                        "keyframes",
                        "clips",
                        "cloud.keyframes",
                        "camera-status",
                        "site-settings",
                        "site-status");
    }

    @ParameterizedTest
    @CsvSource({
        "frames, max.message.bytes, 16777216, FITS",
        "frames, max.message.bytes, 33554432, FITS",
        "frames, max.message.bytes, 1048588, DIFFERS",
        "frames, max.message.bytes, 100000, UNUSABLE",
        "frames, retention.ms, 7200000, FITS",
        "frames, retention.ms, 600000, DIFFERS",
        "frames, retention.ms, -1, DIFFERS",
        "frames, retention.ms, 60000, UNUSABLE",
        "frames, retention.bytes, -1, DIFFERS",
        "frames, segment.bytes, 16777216, FITS",
        "frames, segment.bytes, 1073741824, DIFFERS",
        "frames, cleanup.policy, compact, UNUSABLE",
        "frames, partitions, 4, DIFFERS",
        "frames, replication, 1, DIFFERS",
        "frames, replication, 5, FITS",
        "detections, retention.ms, -1, FITS",
        "detections, retention.ms, 60000, UNUSABLE",
        "events, cleanup.policy, compact, DIFFERS",
        "camera-status, cleanup.policy, 'compact,delete', FITS",
        "camera-status, cleanup.policy, delete, DIFFERS",
        "keyframes, max.message.bytes, 1048588, DIFFERS",
        "keyframes, retention.ms, 604800000, FITS",
        "keyframes, retention.ms, 3600000, DIFFERS",
        "keyframes, retention.bytes, -1, DIFFERS",
        "cloud.keyframes, max.message.bytes, 1048588, DIFFERS"
    })
    void distinguishesWhatFitsWhatDiffersAndWhatDoesNotWork(String topic, String setting, String actual, Level level) {
        TopicVerdict verdict = spec("site." + topic).requirements().stream()
                .filter(requirement -> requirement.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .check(topic, actual);

        assertThat(verdict.level()).isEqualTo(level);
        assertThat(verdict.remark().isEmpty()).isEqualTo(level == Level.FITS);
    }

    private static TopicSpec spec(String name) {
        return TopicTable.of(CONFIG).stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
