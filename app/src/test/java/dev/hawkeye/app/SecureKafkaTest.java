package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.ingest.testing.Videos;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.faults.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka with TLS, passwords and permissions: the settings below {@code kafka} reach every client. */
@DisabledOnOs(OS.WINDOWS)
class SecureKafkaTest {
    private static final int FRAMES = 30;

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static SecureKafka kafka;
    private static Registry registry;
    private Path video;

    @BeforeAll
    static void start() {
        kafka = SecureKafka.start(
                shared,
                "store-password",
                Map.of("site", "open-sesame", "ingest", "i-pass", "detect", "d-pass", "aggregate", "a-pass"));
        registry = new Registry();
    }

    @BeforeEach
    void film() throws IOException {
        video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(registry, kafka);
    }

    @Test
    void takesTheWholePipelineOfOneProcess() throws Exception {
        SecureSite site = new SecureSite(directory, kafka, "one.");
        kafka.allowPrefixed("site", ResourceType.TOPIC, "one.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.GROUP, "one.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.TRANSACTIONAL_ID, "one.", AclOperation.ALL);
        Map<String, String> client = kafka.client("site", "open-sesame");
        String config = site.write("site.yaml", site.settings(client, registry.url(), cameras()));

        try (HawkeyeProcess run = HawkeyeProcess.start(
                directory, "run", "--config", config, "--kafka", client.get("bootstrap.servers"))) {
            run.awaitLine("Camera clip has ended");
            await().atMost(SecureSite.PATIENCE).until(() -> site.hasRecords("cloud.counts"));

            assertThat(run.complaints()).isEmpty();
        }
    }

    @Test
    void takesServicesThatHaveOnlyThePermissionsTheyNeed() throws Exception {
        SecureSite site = new SecureSite(directory, kafka, "three.");
        site.createTopics();
        try (HawkeyeProcess aggregate = service(site, "aggregate", "a-pass");
                HawkeyeProcess detect = service(site, "detect", "d-pass");
                HawkeyeProcess ingest = service(site, "ingest", "i-pass")) {
            ingest.awaitLine("Camera clip has ended");
            await().atMost(SecureSite.PATIENCE).until(() -> site.hasRecords("cloud.counts"));

            assertThat(ingest.complaints()).isEmpty();
            assertThat(detect.complaints()).isEmpty();
            assertThat(aggregate.complaints()).isEmpty();
        }
    }

    private HawkeyeProcess service(SecureSite site, String service, String password) throws Exception {
        site.grants().of(service).forEach(grant -> grant.give(kafka, service));
        Map<String, Object> settings = site.settings(kafka.client(service, password), registry.url(), cameras());
        settings.put("data-directory", directory.resolve(service).toString());
        return HawkeyeProcess.start(directory, service, "--config", site.write(service + ".yaml", settings));
    }

    @Test
    void refusesAWrongPasswordInOneLine() throws Exception {
        Map<String, String> client = kafka.client("site", "wrong");

        assertThat(endOf("detect", client))
                .isEqualTo("hawkeye: Kafka refuses this user: Authentication failed: Invalid username or password;"
                        + " mend the properties below kafka");
    }

    @Test
    void isRefusedItselfWhenItsCertificateIsNotTrusted() throws Exception {
        Map<String, String> client = new HashMap<>(kafka.client("site", "open-sesame"));
        client.keySet().removeIf(key -> key.startsWith("ssl.truststore"));

        assertThat(endOf("ingest", client))
                .startsWith("hawkeye: Kafka refuses this user: SSL handshake failed (")
                .endsWith("; mend the properties below kafka");
    }

    @Test
    void saysWhichTopicMayNotBeCreated() throws Exception {
        assertThat(endOf("aggregate", kafka.client("site", "open-sesame")))
                .startsWith("hawkeye: Kafka does not let this user DESCRIBE topic none.")
                .endsWith(" if it is there, nor CREATE it: grant the one or the other to this user");
    }

    /** @return the only complaint of a service that ends with exit code 2 */
    private String endOf(String service, Map<String, String> client) throws Exception {
        SecureSite site = new SecureSite(directory, kafka, "none.");
        String config = site.write("site.yaml", site.settings(client, registry.url(), cameras()));
        try (HawkeyeProcess process = HawkeyeProcess.start(directory, service, "--config", config)) {
            assertThat(process.awaitExit()).isEqualTo(Failures.USER);
            assertThat(process.complaints()).hasSize(1);
            return process.complaints().get(0);
        }
    }

    private List<Map<String, Object>> cameras() {
        return List.of(Map.of("id", "clip", "url", video.toString(), "every", 1, "mode", "lossless"));
    }
}
