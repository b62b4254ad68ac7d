package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.commandline.Failures;
import dev.hawkeye.site.Closing;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.cameras.MjpegCamera;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every password is a word that occurs nowhere else. The real program runs with the log at its most talkative, when all
 * goes well and when each of the passwords is wrong, and the words are looked for in all that leaves it.
 */
@DisabledOnOs(OS.WINDOWS)
class SecretsInOutputIT {
    private static final String KAFKA = "planted-kafka-7d1";
    private static final String WRONG_KAFKA = "planted-kafka-wrong-c40";
    private static final String STORE = "planted-store-b52";
    private static final String WRONG_STORE = "planted-store-wrong-e91";
    private static final String REGISTRY = "planted-registry-0fa";
    private static final String WRONG_REGISTRY = "planted-registry-wrong-33e";
    private static final String CAMERA = "planted-camera-a6c";
    private static final String RTSP = "planted-rtsp-9b8";
    private static final String AT = "planted-behind-at-41d";
    private static final String TOKEN = "planted-token-5e2";
    private static final String HTTP = "planted-http-token-6c3";
    private static final String WRONG_HTTP = "planted-http-token-wrong-8ab";
    private static final String ADMIN = "planted-admin-token-4d7";
    private static final String HOOK = "planted-hook-secret-92d";
    private static final String HOOK_PATH = "planted-hook-path-17b";
    private static final String BROKER = "planted-broker-e05";
    private static final List<String> SECRETS = secrets();

    private static final Pattern HEALTH = Pattern.compile("console at (http://\\S+:\\d+)/");

    @TempDir
    Path directory;

    private SecureKafka kafka;
    private GuardedRegistry registry;
    private MjpegCamera camera;
    private SecureSite site;

    /** Also in the form that HTTP's basic authentication gives them. */
    private static List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(
                KAFKA,
                WRONG_KAFKA,
                STORE,
                WRONG_STORE,
                REGISTRY,
                WRONG_REGISTRY,
                CAMERA,
                RTSP,
                AT,
                TOKEN,
                HTTP,
                WRONG_HTTP,
                ADMIN,
                HOOK,
                HOOK_PATH,
                BROKER));
        for (String login : List.of("site:" + REGISTRY, "site:" + WRONG_REGISTRY, "admin:" + CAMERA)) {
            secrets.add(Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return secrets;
    }

    @BeforeEach
    void start() throws Exception {
        kafka = SecureKafka.start(directory.resolve("kafka"), STORE, Map.of("site", KAFKA));
        kafka.allowPrefixed("site", ResourceType.TOPIC, "site1.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.GROUP, "site1.", AclOperation.ALL);
        kafka.allowPrefixed("site", ResourceType.TRANSACTIONAL_ID, "site1.", AclOperation.ALL);
        registry = new GuardedRegistry("site:" + REGISTRY);
        camera = new MjpegCamera(
                List.of(BlockPictures.jpeg(320, 192, List.of(BlockPictures.cell(BlockPictures.Color.RED, 1, 1)))), 100);
        site = new SecureSite(directory, kafka, "site1.");
    }

    @AfterEach
    void stop() {
        Closing.inOrder(camera, registry, kafka);
    }

    @Test
    void areNowhereWhenAllGoesWell() throws Exception {
        try (HawkeyeProcess run = start(settings())) {
            site.awaitRecords("cloud.counts");
            run.awaitLine("Camera dead: ");
            run.awaitLine("The target hook at http://127.0.0.1:1 does not accept messages");
            run.awaitLine("The target home at mqtt://127.0.0.1:1 does not accept messages");

            assertNoSecret("threads", run.threads());
            String health = health(run);
            for (String path : List.of("/ready", "/live", "/subjects", "/")) {
                assertNoSecret(path, get(health + path));
            }
            String history = health + "/history?camera=gate&from=0&to=1000";
            assertThat(get(history)).contains("send the http.token");
            assertThat(get(history, "Authorization", "Bearer " + WRONG_HTTP)).contains("send the http.token");
            assertThat(get(history, "Authorization", "Bearer " + HTTP)).contains("\"windows\":[]");
            for (String token : List.of(HTTP, WRONG_HTTP)) {
                assertNoSecret("history", get(history, "Authorization", "Bearer " + token));
            }
            await().atMost(SecureSite.PATIENCE)
                    .until(() -> get(health + "/api/cameras", "Authorization", "Bearer " + HTTP)
                            .contains("http://***@127.0.0.1"));
            for (String path :
                    List.of("/api/cameras", "/api/events", "/api/health", "/api/session", "/api/nothing", "/metrics")) {
                assertNoSecret(path, get(health + path, "Authorization", "Bearer " + HTTP));
                assertNoSecret(path, get(health + path, "Authorization", "Bearer " + WRONG_HTTP));
            }
            for (String path :
                    List.of("/api/admin/settings", "/api/admin/settings/history", "/api/settings", "/api/models")) {
                assertNoSecret(path, get(health + path, "Authorization", "Bearer " + ADMIN));
            }
            // Kafka's noise, which only --verbose shows: so all is shown that ever is.
            assertThat(run.lines()).anySatisfy(line -> assertThat(line).contains(" StreamsConfig: "));
            assertNoSecret("log", String.join("\n", run.lines()));
            run.end();
            assertNoSecret("log to its end", String.join("\n", run.lines()));
        }
        List<ConsumerRecord<byte[], byte[]>> records = site.everything();
        assertThat(records).anySatisfy(record -> assertThat(text(record)).contains("http://***@127.0.0.1"));
        assertThat(records).allSatisfy(record -> assertNoSecret(record.topic(), text(record)));
    }

    @Test
    void areNowhereWhenTheRegistryRefusesThem() throws Exception {
        Map<String, Object> settings = settings();
        settings.put(
                "registry",
                Map.of("schema.registry.url", registry.url().replace("://", "://site:" + WRONG_REGISTRY + "@")));

        assertNoSecret("log", outputOfRefused(settings, "refuses this user (401)"));
        assertThat(site.everything()).allSatisfy(record -> assertNoSecret(record.topic(), text(record)));
    }

    @Test
    void areNowhereWhenKafkaRefusesThem() throws Exception {
        Map<String, Object> settings = settings();
        settings.put("kafka", kafka.client("site", WRONG_KAFKA));

        assertNoSecret("log", outputOfRefused(settings, "Invalid username or password"));
    }

    @Test
    void areNowhereWhenTheyOpenNoStore() throws Exception {
        Map<String, Object> settings = settings();
        Map<String, String> client = new HashMap<>(kafka.client("site", KAFKA));
        client.put("ssl.truststore.password", WRONG_STORE);
        settings.put("kafka", client);

        assertNoSecret("log", outputOfRefused(settings, "trust.p12"));
    }

    @Test
    void areNowhereWhenKafkasLoginIsGarbled() throws Exception {
        Map<String, Object> settings = settings();
        Map<String, String> client = new HashMap<>(kafka.client("site", KAFKA));
        client.put("sasl.jaas.config", "PlainLoginModule username=site password=" + WRONG_KAFKA);
        settings.put("kafka", client);

        assertNoSecret("log", outputOfRefused(settings, "sasl.jaas.config"));
    }

    private String outputOfRefused(Map<String, Object> settings, String reason) throws Exception {
        try (HawkeyeProcess run = start(settings)) {
            assertThat(run.awaitExit()).isEqualTo(Failures.USER);
            assertThat(run.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("hawkeye: ").contains(reason));
            return String.join("\n", run.lines());
        }
    }

    private Map<String, Object> settings() throws Exception {
        String token = "?token=" + TOKEN;
        List<Map<String, Object>> cameras = List.of(
                Map.of("id", "gate", "url", camera.url("admin:" + CAMERA + "@") + token),
                Map.of("id", "dead", "url", "rtsp://admin:" + RTSP + "@" + AT + "@127.0.0.1:1/stream" + token));
        Map<String, Object> settings = site.settings(kafka.client("site", KAFKA), registry.url(), cameras);
        settings.put(
                "registry",
                Map.of(
                        "schema.registry.url",
                        registry.url(),
                        "basic.auth.credentials.source",
                        "USER_INFO",
                        "basic.auth.user.info",
                        "site:" + REGISTRY));
        settings.put("http", Map.of("port", 0, "token", HTTP, "admin-token", ADMIN));
        settings.put("notify", alarms());
        return settings;
    }

    /** Nothing answers there, which is told with all that may be told. */
    private static Map<String, Object> alarms() {
        return Map.of(
                "application-id",
                "site1.notify",
                "targets",
                List.of(
                        Map.of("name", "hook", "type", "webhook", "url", "http://127.0.0.1:1/" + HOOK_PATH),
                        Map.of("name", "home", "type", "mqtt", "url", "mqtt://127.0.0.1:1")),
                "rules",
                List.of(Map.of("name", "all")),
                "secrets",
                Map.of("hook", HOOK, "home", "admin:" + BROKER));
    }

    private HawkeyeProcess start(Map<String, Object> settings) throws Exception {
        return HawkeyeProcess.start(
                directory,
                "run",
                "--verbose",
                "--stacktrace",
                "--config",
                site.write("site.yaml", settings),
                "--kafka",
                kafka.superuser().get("bootstrap.servers"));
    }

    private static String health(HawkeyeProcess run) throws Exception {
        Matcher health = HEALTH.matcher(String.join("\n", run.lines()));
        assertThat(health.find()).isTrue();
        return health.group(1);
    }

    private static String get(String address, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.headers().map() + response.body();
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder();
        append(text, record.key());
        append(text, record.value());
        record.headers().forEach(header -> {
            text.append(header.key());
            append(text, header.value());
        });
        return text.toString();
    }

    private static void append(StringBuilder text, byte[] bytes) {
        if (bytes != null) {
            text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }

    private static void assertNoSecret(String where, String text) {
        for (String secret : SECRETS) {
            int at = text.indexOf(secret);
            if (at >= 0) {
                String around = text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 80));
                throw new AssertionError(secret + " is in the " + where + ": …" + around + "…");
            }
        }
    }
}
