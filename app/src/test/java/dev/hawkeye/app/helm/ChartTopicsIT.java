package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.TopicsConfig;
import dev.hawkeye.site.topics.TopicSetup;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's KafkaTopics are the topics that the services would make. */
class ChartTopicsIT {
    private static final String VALUES = """
            config: {topics: {prefix: Site_1., partitions: 3, frames-retention: 90 m}}
            kafkaTopics: {enabled: true, replicas: 1}
            """;

    /**
     * One topic.
     *
     * @param set what differs from the broker's defaults, by intention
     * @param all what holds
     */
    private record Topic(int partitions, Set<String> set, Map<String, String> all) {}

    @Test
    void haveThePartitionsAndSettingsOfThoseThatTheProgramMakes(@TempDir Path directory) throws Exception {
        TopicsConfig config = new ConfigReader()
                .set("topics.prefix", "Site_1.", "test")
                .set("topics.partitions", 3, "test")
                .set("topics.frames-retention", "90 m", "test")
                .read()
                .topics();
        Map<String, Topic> made = new TreeMap<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0, Map.of())) {
            Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
            TopicSetup.createMissing(properties, config);
            try (Admin admin = Admin.create(properties)) {
                Set<String> names = admin.listTopics().names().get();
                for (String name : names) {
                    made.put(name, topic(admin, name));
                }
            }
        }

        List<JsonNode> rendered = HelmChart.render(VALUES).of("KafkaTopic");

        assertThat(rendered.stream().map(topic -> topic.at("/spec/topicName").asText()))
                .containsExactlyInAnyOrderElementsOf(made.keySet());
        assertThat(rendered).allSatisfy(topic -> {
            Topic same = made.get(topic.at("/spec/topicName").asText());
            Map<String, String> settings = settings(topic);
            assertThat(topic.at("/spec/partitions").asInt()).isEqualTo(same.partitions());
            assertThat(settings.keySet()).containsAll(same.set());
            assertThat(same.all()).containsAllEntriesOf(settings);
        });
    }

    @Test
    void areOfTheClusterAndStayWhenTheReleaseGoes() {
        Manifests rendered = HelmChart.render(VALUES.replace("replicas: 1", "replicas: 3"));

        assertThat(rendered.of("KafkaTopic")).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.path("apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
            assertThat(Manifests.name(topic)).matches("site-1\\.[a-z.-]+");
            assertThat(topic.at("/metadata/labels/strimzi.io~1cluster").asText())
                    .isEqualTo("kafka");
            assertThat(topic.at("/metadata/annotations/helm.sh~1resource-policy")
                            .asText())
                    .isEqualTo("keep");
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
            assertThat(settings(topic)).containsEntry("min.insync.replicas", "2");
        });
    }

    @Test
    void detectorsScaleByTheLagOfTheTopicOfFramesAndNeverAboveItsPartitions() {
        Manifests rendered = HelmChart.render("""
                config:
                  topics: {prefix: Site_1., partitions: 3}
                  detector: {application-id: detectors}
                detect: {autoscaling: {enabled: true}}
                """);

        JsonNode spec = rendered.one("ScaledObject", "site-hawkeye-detect").path("spec");
        JsonNode trigger = spec.at("/triggers/0/metadata");

        assertThat(spec.path("maxReplicaCount").asInt()).isEqualTo(3);
        assertThat(spec.at("/scaleTargetRef/name").asText()).isEqualTo("site-hawkeye-detect");
        assertThat(trigger.path("topic").asText()).isEqualTo("Site_1.frames");
        assertThat(trigger.path("consumerGroup").asText()).isEqualTo("detectors");
        assertThat(trigger.path("allowIdleConsumers").asText()).isEqualTo("false");
        assertThat(rendered.one("Deployment", "site-hawkeye-detect")
                        .path("spec")
                        .has("replicas"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kafka:9092                | kafka.cameras:9092
            kafka-1:9092, kafka-2:93  | kafka-1.cameras:9092,kafka-2.cameras:93
            kafka.streams:9092        | kafka.streams:9092
            192.0.2.7:9092,[::1]:9092 | 192.0.2.7:9092,[::1]:9092
            """)
    void theScalerFindsKafkaFromItsOwnNamespace(String settings, String asked) {
        Manifests rendered = HelmChart.render("""
                config: {kafka: {bootstrap.servers: '%s'}}
                detect: {autoscaling: {enabled: true}}
                """.formatted(settings));

        assertThat(rendered.one("ScaledObject", "site-hawkeye-detect")
                        .at("/spec/triggers/0/metadata/bootstrapServers")
                        .asText())
                .isEqualTo(asked);
    }

    private static Topic topic(Admin admin, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        Collection<ConfigEntry> entries = admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .entries();
        int partitions = admin.describeTopics(Set.of(name))
                .allTopicNames()
                .get()
                .get(name)
                .partitions()
                .size();
        return new Topic(
                partitions,
                entries.stream()
                        .filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .map(ConfigEntry::name)
                        .collect(Collectors.toSet()),
                entries.stream().collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }

    private static Map<String, String> settings(JsonNode topic) {
        Map<String, String> settings = new TreeMap<>();
        topic.at("/spec/config")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }
}
