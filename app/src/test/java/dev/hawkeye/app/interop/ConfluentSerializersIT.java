package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own serializers, in a process that has nothing of ours, are the judge of what is on the topics and of the
 * registry that a process of ours shows over HTTP.
 */
@Timeout(600)
@Tag("thorough")
final class ConfluentSerializersIT {
    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Registry cloud;
    private static FilmedSite site;
    private static Interoperation interoperation;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        cloud = new Registry();
        try (SchemaRegistry others = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, cloud.url()))) {
            // What has the first ids at the site has later ones at the cloud.
            others.idFor("of-others", Event.getClassSchema());
        }
        site = FilmedSite.start(directory, kafka.bootstrapServers(), "mock://confluent", cloud.url());
        interoperation = new Interoperation(
                site,
                new ConfluentProcess(directory, site.kafka(), site.ownRegistry()),
                new ConfluentProcess(directory, site.kafka(), cloud.url()));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        if (cloud != null) {
            cloud.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void confluentsDeserializerReadsEveryTopicAsWeDo() throws Exception {
        interoperation.confluentReadsEveryTopicAsWeDo();
    }

    /** What a process of ours shows of its registry can be read only, so the schema must not be registered there. */
    @Test
    void framesOfConfluentsSerializerAreDetectedLikeOurs() throws Exception {
        interoperation.framesOfConfluentAreDetectedLikeOurs(
                "confluent", "auto.register.schemas=false", "use.latest.version=true");
    }

    @Test
    void pythonsClientReadsWhatLeavesWithTheCloudsRegistryAlone() throws Exception {
        // given
        PythonClient python = PythonClient.orSkip(directory);

        // when
        List<JsonNode> counts =
                python.read(site.kafka(), cloud.url(), site.topics().cloudCounts());
        List<JsonNode> keyframes =
                python.read(site.kafka(), cloud.url(), site.topics().cloudKeyframes());

        // then
        assertThat(counts).hasSameSizeAs(site.values(site.topics().cloudCounts()));
        assertThat(counts).allSatisfy(count -> {
            JsonNode value = count.get("value");
            assertThat(value.get("site").asText()).isEqualTo(FilmedSite.SITE);
            assertThat(count.get("ce_source").asText()).isEqualTo("/sites/" + FilmedSite.SITE);
            assertThat(count.get("key").asText()).isEqualTo(FilmedSite.SITE + "/" + keyOnSite(value));
            assertThat(value.get("isFinal").asBoolean()).isTrue();
        });
        assertThat(counts).extracting(count -> count.get("ce_id").asText()).doesNotHaveDuplicates();
        assertThat(keyframes)
                .isNotEmpty()
                .allSatisfy(keyframe ->
                        assertThat(keyframe.get("value").get("jpeg").asText()).matches("\\d{3,} bytes"));
    }

    @Test
    void pythonsClientReadsCountsAndEventsOfTheSiteWithItsOwnRegistry() throws Exception {
        // given
        PythonClient python = PythonClient.orSkip(directory);

        // when
        List<JsonNode> counts =
                python.read(site.kafka(), site.ownRegistry(), site.topics().counts());
        List<JsonNode> events =
                python.read(site.kafka(), site.ownRegistry(), site.topics().events());

        // then
        assertThat(counts)
                .isNotEmpty()
                .allSatisfy(count -> assertThat(count.get("key").asText()).isEqualTo(keyOnSite(count.get("value"))));
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.get("ce_id").asText())
                        .startsWith(event.get("value").get("id").asText() + "-"));
    }

    private static String keyOnSite(JsonNode count) {
        return count.get("camera").asText() + "/" + count.get("className").asText();
    }

    @Test
    void theProcessHasNoLibraryOfOurs() {
        assertThat(ConfluentSerializersIT.class.getClassLoader().getResource("io/confluent/kafka/serializers"))
                .as("Confluent's serializers stay out of our class path")
                .isNull();
    }
}
