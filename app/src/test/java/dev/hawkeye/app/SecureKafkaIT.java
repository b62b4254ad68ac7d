package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.commandline.Failures;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka with TLS, passwords and permissions: the settings below {@code kafka} reach every client. */
@DisabledOnOs(OS.WINDOWS)
class SecureKafkaIT {
    private static final int FRAMES = 30;

    @RegisterExtension
    static final SecureSurroundings SURROUNDINGS = SecureSurroundings.withUsers(
            Map.of("site", "open-sesame", "ingest", "i-pass", "detect", "d-pass", "aggregate", "a-pass"));

    @TempDir
    Path directory;

    private Path video;
    private SecureKafka kafka;

    @BeforeEach
    void film() throws IOException {
        kafka = SURROUNDINGS.kafka();
        video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
    }

    @Test
    void takesTheWholePipelineOfOneProcess() throws Exception {
        SecureSite site = SURROUNDINGS.site(directory, "one.");
        kafka.allowPrefixed("site", ResourceType.TOPIC, "one.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.GROUP, "one.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.TRANSACTIONAL_ID, "one.", AclOperation.ALL);
        Map<String, String> client = kafka.client("site", "open-sesame");
        String config = site.write("site.yaml", site.settings(client, SURROUNDINGS.registry(), cameras()));

        try (HawkeyeProcess run = HawkeyeProcess.start(
                directory, "run", "--config", config, "--kafka", client.get("bootstrap.servers"))) {
            run.awaitLine("Camera clip has ended");
            site.awaitRecords("cloud.counts");

            assertThat(run.complaints()).isEmpty();
        }
    }

    @Test
    void takesServicesThatHaveOnlyThePermissionsTheyNeed() throws Exception {
        SecureSite site = SURROUNDINGS.site(directory, "three.");
        site.createTopics();
        try (HawkeyeProcess aggregate = service(site, "aggregate", "a-pass");
                HawkeyeProcess detect = service(site, "detect", "d-pass");
                HawkeyeProcess ingest = service(site, "ingest", "i-pass")) {
            ingest.awaitLine("Camera clip has ended");
            site.awaitRecords("cloud.counts");

            assertThat(ingest.complaints()).isEmpty();
            assertThat(detect.complaints()).isEmpty();
            assertThat(aggregate.complaints()).isEmpty();
        }
    }

    private HawkeyeProcess service(SecureSite site, String service, String password) throws Exception {
        site.grants().of(service).forEach(grant -> grant.give(kafka, service));
        Map<String, Object> settings =
                site.settings(kafka.client(service, password), SURROUNDINGS.registry(), cameras());
        settings.put("data-directory", directory.resolve(service).toString());
        return HawkeyeProcess.start(directory, service, "--config", site.write(service + ".yaml", settings));
    }

    @Test
    void refusesAWrongPasswordInOneLine() throws Exception {
        Map<String, String> client = kafka.client("site", "wrong");

        assertThat(endOf("detect", client))
                .isEqualTo("hawkeye: Kafka refuses this user: Authentication failed: Invalid username or password;"
                        + " fix the properties below kafka");
    }

    @Test
    void isRefusedItselfWhenItsCertificateIsNotTrusted() throws Exception {
        Map<String, String> client = new HashMap<>(kafka.client("site", "open-sesame"));
        client.keySet().removeIf(key -> key.startsWith("ssl.truststore"));

        assertThat(endOf("ingest", client))
                .startsWith("hawkeye: Kafka at 127.0.0.1:")
                .contains(" refuses TLS: its certificate is not signed by an authority that is trusted here")
                .endsWith(": add its authority to the trust store");
    }

    @Test
    void waitsForTopicsThatItMayNotMakeAndGoesOnWhenTheyAreThere() throws Exception {
        // given
        SecureSite site = SURROUNDINGS.site(directory, "late.");
        LocalHttp http = LocalHttp.free();
        Map<String, Object> settings =
                site.settings(kafka.client("aggregate", "a-pass"), SURROUNDINGS.registry(), List.of());
        settings.put("http", Map.of("port", http.port()));

        try (HawkeyeProcess aggregate =
                HawkeyeProcess.start(directory, "aggregate", "--config", site.write("site.yaml", settings))) {
            // when
            aggregate.awaitLine("Kafka does not let this user DESCRIBE topic late.counts if it exists, nor CREATE it:"
                    + " grant this user one or the other");

            // then
            assertThat(http.ready()).isEqualTo(503);
            assertThat(http.live()).isEqualTo(200);
            site.createTopics();
            site.grants().of("aggregate").forEach(grant -> grant.give(kafka, "aggregate"));
            await().atMost(SecureSite.PATIENCE).until(() -> http.ready() == 200);
        }
    }

    /** @return the only complaint of a service that ends with exit code 2 */
    private String endOf(String service, Map<String, String> client) throws Exception {
        SecureSite site = SURROUNDINGS.site(directory, "none.");
        String config = site.write("site.yaml", site.settings(client, SURROUNDINGS.registry(), cameras()));
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
