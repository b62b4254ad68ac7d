package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Confluent's own serializers, in a process that has nothing of ours, are the judge of what is on the topics and of the
 * registry that a process of ours shows over HTTP.
 */
@Timeout(600)
final class ConfluentSerializersIT {
    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static FilmedSite site;
    private static Interoperation interoperation;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        site = FilmedSite.start(directory, kafka.bootstrapServers(), "mock://confluent");
        interoperation = new Interoperation(site, new ConfluentProcess(directory, site.kafka(), site.ownRegistry()));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
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
    void theProcessHasNoLibraryOfOurs() {
        assertThat(ConfluentSerializersIT.class.getClassLoader().getResource("io/confluent/kafka/serializers"))
                .as("Confluent's serializers stay out of our class path")
                .isNull();
    }
}
