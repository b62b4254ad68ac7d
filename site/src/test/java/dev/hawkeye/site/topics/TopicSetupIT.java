package dev.hawkeye.site.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.TopicsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicSetupIT {
    private static final TopicsConfig CONFIG = new TopicsConfig("site.", 3, Duration.ofHours(2));

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin admin;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory, 0, Map.of());
        admin = Admin.create(properties());
    }

    @AfterEach
    void stop() {
        Closing.inOrder(admin, kafka);
    }

    @Test
    void createsAllTopicsForFramesAndStatuses() throws Exception {
        TopicSetup.createMissing(properties(), CONFIG);
        TopicSetup.createMissing(properties(), CONFIG);

        assertThat(admin.listTopics().names().get())
                .containsExactlyInAnyOrder(
                        "site.frames",
                        "site.frames.dlq",
                        "site.detections",
                        "site.detections.dlq",
                        "site.counts",
                        "site.events",
                        "site.notify.dlq",
                        "site.tracks",
                        "site.keyframes",
                        "site.clips",
                        "site.cloud.counts",
                        "site.cloud.keyframes",
                        "site.camera-status",
                        "site.models",
                        "site.model-status",
                        "site.site-settings",
                        "site.site-status",
                        "site.commands",
                        "site.command-results");
        assertThat(partitions("site.frames")).isEqualTo(3);
        assertThat(setting("site.frames", "retention.ms")).isEqualTo("7200000");
        assertThat(setting("site.detections", "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(setting("site.frames", "max.message.bytes")).isEqualTo("16777216");
        assertThat(setting("site.camera-status", "cleanup.policy")).isEqualTo("compact");
    }

    @Test
    void leavesATopicThatIsThereAsItIs() throws Exception {
        admin.createTopics(List.of(new NewTopic("site.frames", 2, (short) 1).configs(Map.of("retention.ms", "1000"))))
                .all()
                .get();

        TopicSetup.createMissing(properties(), CONFIG);

        assertThat(partitions("site.frames")).isEqualTo(2);
        assertThat(setting("site.frames", "retention.ms")).isEqualTo("1000");
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private int partitions(String topic) throws Exception {
        TopicDescription description =
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        return description.partitions().size();
    }

    private String setting(String topic, String key) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        return config.get(key).value();
    }
}
