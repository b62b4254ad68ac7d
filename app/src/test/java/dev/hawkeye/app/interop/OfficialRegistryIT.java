package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.OtherVersion;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The pipeline on the official images of Kafka and of a schema registry. Skips where no Docker runs, or where it cannot
 * have the images.
 */
@Testcontainers(disabledWithoutDocker = true)
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("thorough")
final class OfficialRegistryIT {
    private static final String KAFKA_INSIDE = "kafka:19092";
    private static final int CONFLICT = 409;

    @TempDir
    static Path directory;

    private static final Network NETWORK = Network.newNetwork();
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1")
            .withNetwork(NETWORK)
            .withListener(KAFKA_INSIDE)
            .withStartupTimeout(ApicurioContainer.START);
    private static final ApicurioContainer REGISTRY = new ApicurioContainer(NETWORK, KAFKA_INSIDE);

    private static FilmedSite site;
    private static Interoperation interoperation;

    @BeforeAll
    static void start() throws Exception {
        try {
            KAFKA.start();
            REGISTRY.start();
        } catch (ContainerFetchException e) {
            Assumptions.abort("the images cannot be had: " + e.getMessage());
        }
        site = FilmedSite.start(directory, KAFKA.getBootstrapServers(), REGISTRY.url());
        ConfluentProcess confluent = new ConfluentProcess(directory, site.kafka(), REGISTRY.url());
        interoperation = new Interoperation(site, confluent, confluent);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        REGISTRY.stop();
        KAFKA.stop();
        NETWORK.close();
    }

    @Test
    void thePipelineRegistersTheSchemaOfEachTopic() throws Exception {
        List<String> subjects = site.topics().schemas().keySet().stream()
                .map(topic -> topic + "-value")
                .toList();

        assertThat(client().getAllSubjects()).containsAll(subjects);
    }

    /** First: it shows fields that we do not know, which other tests here write. */
    @Test
    @Order(1)
    void confluentsDeserializerReadsEveryTopicAsWeDo() throws Exception {
        interoperation.confluentReadsEveryTopicAsWeDo();
    }

    /** With its defaults: it registers the schema that it writes with, which the registry has already. */
    @Test
    void framesOfConfluentsSerializerAreDetectedLikeOurs() throws Exception {
        interoperation.framesOfConfluentAreDetectedLikeOurs("confluent");
    }

    @Test
    void aNewerVersionIsAcceptedAndRead() throws Exception {
        // given a registry that keeps old and new readable
        String subject = site.topics().frames() + "-value";
        client().updateCompatibility(subject, "FULL");

        // when a writer comes with a version that has one more field
        OtherVersion newer = OtherVersion.after(Frame.getClassSchema(), "comesLater");
        site.send("newer", newer);

        // then its frames are detected by those who know nothing of it
        assertThat(client().getVersion(subject, new AvroSchema(newer.schema().toString())))
                .isGreaterThan(1);
        assertThat(fates("newer")).hasSize(FilmedSite.FRAMES).containsOnly(Fate.DETECTED);
    }

    @Test
    void anIncompatibleVersionIsRefused() throws Exception {
        // given
        String subject = site.topics().detections() + "-value";
        client().updateCompatibility(subject, "FULL");
        Schema incompatible = SchemaBuilder.record("Detection")
                .namespace("dev.hawkeye.schemas")
                .fields()
                .requiredInt("camera")
                .endRecord();

        // when, then
        assertThatExceptionOfType(RestClientException.class)
                .isThrownBy(() -> client().register(subject, new AvroSchema(incompatible.toString())))
                .satisfies(refusal -> assertThat(refusal.getStatus()).isEqualTo(CONFLICT));
        assertThat(client().getLatestSchemaMetadata(subject).getVersion()).isEqualTo(1);
    }

    @Test
    void framesWhoseSchemaIsNotKnownYetWaitForARegistryThatRestarts() throws Exception {
        // given a version that no reader has asked for
        OtherVersion unknown = OtherVersion.after(Frame.getClassSchema(), "comesWhileTheRegistryIsAway");
        int id = site.registry().idFor(site.topics().frames(), unknown.schema());

        // when the registry is away while its frames come
        REGISTRY.goAway();
        try {
            site.send("waiting", unknown);
        } finally {
            REGISTRY.comeBack();
        }

        // then they are detected, all of them, and the registry has kept what its ids mean
        assertThat(fates("waiting")).hasSize(FilmedSite.FRAMES).containsOnly(Fate.DETECTED);
        assertThat(client().getSchemaById(id).canonicalString()).contains("comesWhileTheRegistryIsAway");
    }

    private static List<Fate> fates(String camera) {
        return site.detections(camera, FilmedSite.FRAMES - 1).stream()
                .map(Detection::getFate)
                .toList();
    }

    private static SchemaRegistryClient client() {
        return site.registry().client();
    }
}
