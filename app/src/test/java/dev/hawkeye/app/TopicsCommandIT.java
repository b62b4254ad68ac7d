package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.site.Closing;
import dev.hawkeye.testing.TopicSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCommandIT {
    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin admin;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterEach
    void stop() {
        Closing.inOrder(admin, kafka);
    }

    @Test
    void createMakesAllTopicsAndCheckFindsThatTheyFit() throws Exception {
        CommandLineRun missing = topics("check", 3);
        CommandLineRun create = topics("create", 3);
        CommandLineRun check = topics("check", 3);

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out())
                .anyMatch(line ->
                        line.contains("unusable: topic frames is missing: create it with `hawkeye topics create`"));
        assertThat(create.exitCode()).isZero();
        assertThat(check.exitCode()).isZero();
        assertThat(check.err()).isEmpty();
        assertThat(check.out()).last().isEqualTo("All topics fit.");
        assertThat(check.out())
                .anyMatch(line -> line.startsWith("hawkeye-aggregator-cameras-changelog ")
                        && line.endsWith("to come: created by aggregate at its first start"));
        assertThat(admin.listTopics().names().get()).hasSize(19);
    }

    @Test
    void checkNamesEachDifferenceAndItsRemedy() throws Exception {
        // given
        topics("create", 2);
        TopicSetting.set(admin, "frames", "max.message.bytes", "1048588");
        TopicSetting.set(admin, "frames", "retention.ms", "60000");
        TopicSetting.set(admin, "camera-status", "cleanup.policy", "delete");
        TopicSetting.set(admin, "events", "min.insync.replicas", "2");
        admin.createTopics(List.of(new NewTopic("hawkeye-aggregator-cameras-changelog", 3, (short) 1)
                        .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "16777216"))))
                .all()
                .get();

        // when
        CommandLineRun check = topics("check", 4);
        JsonNode json = new ObjectMapper()
                .readTree(String.join("\n", topics("check", 4, "--json").out()));

        // then
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(json.get("fits").booleanValue()).isFalse();
        assertRow(json, "frames", "partitions", "differs", "set topics.partitions to 2");
        assertRow(json, "frames", "max.message.bytes", "differs", "set max.message.bytes=16777216 on it");
        assertRow(json, "frames", "retention.ms", "unusable", "set retention.ms=3600000 on it");
        assertRow(json, "camera-status", "cleanup.policy", "differs", "set cleanup.policy=compact on it");
        assertRow(json, "events", "min.insync.replicas", "unusable", "it accepts no records");
        assertRow(
                json,
                "hawkeye-aggregator-cameras-changelog",
                "partitions",
                "unusable",
                "it must have as many partitions as detections");
        assertThat(check.out()).last().asString().endsWith(" settings do not fit.");
    }

    @Test
    void saysInOneLineWhenTheClusterIsTooSmall() throws Exception {
        String config = config("{partitions: 1, replication: 3}", kafka.bootstrapServers());

        CommandLineRun create = CommandLineRun.of("topics", "create", "--config", config);

        assertThat(create.exitCode()).isEqualTo(2);
        assertThat(create.err()).singleElement().asString().contains("topic frames cannot be created: ");
    }

    @Test
    void saysInOneLineWhenKafkaCannotBeReached() throws Exception {
        String config = config("{}", "127.0.0.1:" + LocalHttp.free().port());

        CommandLineRun check = CommandLineRun.of("topics", "check", "--config", config);

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err())
                .singleElement()
                .asString()
                .startsWith("hawkeye: Kafka at 127.0.0.1:")
                .contains("cannot be reached");
    }

    private CommandLineRun topics(String command, int partitions, String... more) throws Exception {
        String config = config("{partitions: " + partitions + "}", kafka.bootstrapServers());
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"topics", command, "--config", config}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandLineRun.of(arguments);
    }

    private String config(String topics, String servers) throws Exception {
        Path file = directory.resolve("site.yaml");
        Files.writeString(file, "kafka: {bootstrap.servers: '" + servers + "'}\ntopics: " + topics + "\n");
        return file.toString();
    }

    private static void assertRow(JsonNode json, String topic, String setting, String state, String remark) {
        assertThat(json.get("topics")).anySatisfy(row -> {
            assertThat(row.get("topic").asText()).isEqualTo(topic);
            assertThat(row.get("setting").asText()).isEqualTo(setting);
            assertThat(row.get("state").asText()).isEqualTo(state);
            assertThat(row.get("remark").asText()).contains(remark);
        });
    }
}
