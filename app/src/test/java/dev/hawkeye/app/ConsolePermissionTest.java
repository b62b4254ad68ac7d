package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.SiteGrants.Grant;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.faults.Registry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The console with exactly the permissions that docs/security.md lists, and with one less. */
@DisabledOnOs(OS.WINDOWS)
class ConsolePermissionTest {
    private static final String USER = "viewer";
    private static final String PASSWORD = "open-sesame";

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static SecureKafka kafka;
    private static Registry registry;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecureKafka.start(shared, "store-password", Map.of(USER, PASSWORD));
        registry = new Registry();
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(registry, kafka);
    }

    @Test
    void aTopicThatItMayNotReadIsNamedAndWhenItIsGrantedItGoesOn() throws Exception {
        SecureSite site = new SecureSite(directory, kafka, "topic.");
        Grant missing = site.grants().topic("detections", AclOperation.READ);
        int port = freePort();

        try (HawkeyeProcess process = console(site, missing, port)) {
            new Grant(ResourceType.TOPIC, missing.name(), false, AclOperation.DESCRIBE).give(kafka, USER);
            process.awaitLine("Kafka does not let this user READ topic topic.detections: grant it to this user");
            assertThat(status(port)).isEqualTo(503);

            missing.give(kafka, USER);

            await().atMost(SecureSite.PATIENCE).until(() -> status(port) == 200);
        }
    }

    @Test
    void withoutSightOfAGroupOnlyTheLagIsMissing() throws Exception {
        SecureSite site = new SecureSite(directory, kafka, "group.");
        Grant missing = new Grant(ResourceType.GROUP, "group.detector", false, AclOperation.DESCRIBE);
        int port = freePort();

        try (HawkeyeProcess process = console(site, missing, port)) {
            process.awaitLine("Kafka does not let this user DESCRIBE group group.detector: grant it to this user");
            await().atMost(SecureSite.PATIENCE).until(() -> status(port) == 200);
            await().atMost(SecureSite.PATIENCE)
                    .until(() -> body(port, "/api/health").contains("\"lag\":{\"detector\":null,\"aggregator\":0}"));

            missing.give(kafka, USER);

            await().atMost(SecureSite.PATIENCE)
                    .until(() -> body(port, "/api/health").contains("\"lag\":{\"detector\":0,\"aggregator\":0}"));
        }
    }

    private HawkeyeProcess console(SecureSite site, Grant missing, int port) throws Exception {
        site.createTopics();
        List<Grant> grants = site.grants().of("console");
        assertThat(grants).contains(missing);
        grants.stream().filter(grant -> !grant.equals(missing)).forEach(grant -> grant.give(kafka, USER));
        Map<String, Object> settings =
                new HashMap<>(site.settings(kafka.client(USER, PASSWORD), registry.url(), List.of()));
        settings.put("http", Map.of("port", port));
        return HawkeyeProcess.start(directory, "console", "--config", site.write("site.yaml", settings));
    }

    private static int status(int port) throws Exception {
        return ask(port, "/ready").statusCode();
    }

    private static String body(int port, String path) throws Exception {
        return ask(port, path).body();
    }

    private static HttpResponse<String> ask(int port, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
