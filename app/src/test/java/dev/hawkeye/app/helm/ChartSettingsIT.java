package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.AdminAccess;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart and the program agree: settings, variables, commands, routes, version. */
class ChartSettingsIT {
    private static final Map<String, String> SECRETS = Map.of(
            "HAWKEYE_HTTP_TOKEN", "0123456789abcdef",
            "HAWKEYE_HTTP_ADMIN_TOKEN", "fedcba9876543210",
            "HAWKEYE_CAMERAS", "- {id: gate, url: 'rtsp://user:password@192.0.2.10/'}",
            "HAWKEYE_CAMERA_SECRETS", "\"yard@192.0.2.11\": 'user:password'",
            "HAWKEYE_NOTIFY_SECRETS", "{guard: 0123456789abcdef}",
            "HAWKEYE_CLIPS_CREDENTIALS", "access-key:secret-key",
            "HAWKEYE_KAFKA_SASL_JAAS_CONFIG", "login",
            "HAWKEYE_REGISTRY_BASIC_AUTH_USER_INFO", "user:password");

    @TempDir
    Path directory;

    @Test
    void theProgramReadsTheSettingsThatTheChartWrites() throws Exception {
        HawkeyeConfig config = read(HelmChart.render(""), "console");

        assertThat(config.kafka()).containsEntry("bootstrap.servers", "kafka:9092");
        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 8080, "0123456789abcdef"));
        assertThat(config.dataDirectory()).isEqualTo(Path.of("/var/lib/hawkeye"));
        assertThat(config.detector().model()).isEqualTo(Path.of("/opt/hawkeye/models/street.onnx"));
        assertThat(config.console().aggregators()).containsExactly("http://site-hawkeye-aggregate:8080");
    }

    @Test
    void whatTheValuesDoNotSayStaysAsTheProgramHasIt() throws Exception {
        HawkeyeConfig config = read(HelmChart.render(""), "detect");
        HawkeyeConfig defaults = new ConfigReader().read();

        assertThat(config.topics()).isEqualTo(defaults.topics());
        assertThat(config.aggregator().window()).isEqualTo(defaults.aggregator().window());
        assertThat(config.detector().applicationId()).isEqualTo("hawkeye-detector");
    }

    @Test
    void variablesOfTheContainersAreSettings() throws Exception {
        Manifests rendered = HelmChart.render(ChartValues.EVERYTHING);

        HawkeyeConfig ingest = read(rendered, "ingest");
        HawkeyeConfig aggregate = read(rendered, "aggregate");
        NotifyConfig alarms = read(rendered, "notify").alarms();

        assertThat(ingest.cameras()).hasSize(1);
        assertThat(ingest.cameras().get(0).id()).isEqualTo("gate");
        assertThat(alarms.secret(alarms.targets().get(0))).isEqualTo("0123456789abcdef");
        assertThat(ingest.alarms().secrets()).isEmpty();
        assertThat(ingest.clips().credentials()).isEqualTo("access-key:secret-key");
        assertThat(aggregate.clips().credentials()).isEmpty();
        assertThat(ingest.kafka()).containsEntry("sasl.jaas.config", "login");
        assertThat(ingest.registry()).containsEntry("basic.auth.user.info", "user:password");
        assertThat(ingest.detector().maxPixels()).isEqualTo(50_000_000);
        assertThat(aggregate.aggregator().kafka())
                .containsEntry("application.server", "$(POD_NAME).site-hawkeye-aggregate-pods.cameras.svc:8080");
    }

    @Test
    void everyServiceKnowsTheCamerasAndTheirZonesAndOnlyWhoOpensThemTheirPasswords() throws Exception {
        Manifests rendered = HelmChart.render("""
                config:
                  cameras:
                    - id: yard
                      url: rtsp://${yard}@192.0.2.11/stream1
                      zones: [{name: drive, points: [[0, 0], [1, 0], [1, 1]]}]
                secrets: {HAWKEYE_CAMERA_SECRETS: {name: cameras, key: secrets}}
                """);

        for (String service : List.of("ingest", "console")) {
            assertThat(read(rendered, service).cameras().get(0).url())
                    .isEqualTo("rtsp://user:password@192.0.2.11/stream1");
        }
        for (String service : List.of("detect", "aggregate")) {
            assertThat(read(rendered, service).cameras().get(0).url()).isEqualTo("rtsp://${yard}@192.0.2.11/stream1");
        }
        for (String service : List.of("ingest", "detect", "aggregate", "console")) {
            assertThat(read(rendered, service).aggregator().scenes().toString())
                    .as(service)
                    .contains("drive");
        }
    }

    @Test
    void changesAreAcceptedUnderTheNameOfTheIngressAndFurtherOnes() throws Exception {
        String admin = "secrets: {HAWKEYE_HTTP_ADMIN_TOKEN: {name: hawkeye, key: admin}}\n";
        String ingress = admin + "console: {hosts: [b.example], ingress: {enabled: true, host: a.example}}";
        String anyName = "console: {ingress: {enabled: true, host: '*.example.com'}}";

        AdminAccess access =
                new AdminAccess(read(HelmChart.render(ingress), "console").http());

        assertThat(access.isOwnHost("a.example")).isTrue();
        assertThat(access.isOwnHost("b.example:443")).isTrue();
        assertThat(access.isOwnHost("hawkeye.example.com")).isFalse();
        assertThat(read(HelmChart.render(admin), "console").http().hosts()).isEmpty();
        assertThat(read(HelmChart.render(anyName), "console").http().hosts()).isEmpty();
    }

    @Test
    void theNotesSayWhatAListOfCamerasInASecretDoesNotReach() {
        String inSecret = HelmChart.notes("secrets: {HAWKEYE_CAMERAS: {name: cameras, key: list}}");
        String inSettings = HelmChart.notes("config: {cameras: [{id: yard, url: 'rtsp://${yard}@192.0.2.11/'}]}");

        assertThat(inSecret).contains("WARNING: secrets.HAWKEYE_CAMERAS reaches only ingest");
        assertThat(inSettings).doesNotContain("WARNING", "There are no cameras");
        assertThat(HelmChart.notes("")).contains("There are no cameras", "HAWKEYE_CAMERA_SECRETS");
    }

    @Test
    void eachContainerRunsACommandWithTheMountedSettings() {
        Manifests rendered = HelmChart.render(ChartValues.EVERYTHING);

        for (String service : List.of("ingest", "detect", "aggregate", "console", "notify")) {
            JsonNode container = rendered.container(service);
            assertThat(container.path("args").valueStream().map(JsonNode::asText))
                    .containsExactly(service, "--config", "/etc/hawkeye/hawkeye.yaml");
            assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                    .contains("/etc/hawkeye");
        }
    }

    @Test
    void probesAskRoutesThatThereAre() throws Exception {
        Manifests rendered = HelmChart.render("");
        Health health = new Health();
        health.allAdded();

        try (HttpServer server = HttpServer.start(new HttpConfig("127.0.0.1", 0, ""), health, List.of())) {
            for (JsonNode container : rendered.containers()) {
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    JsonNode get = container.path(probe).path("httpGet");
                    assertThat(get.path("port").asText())
                            .isEqualTo(container.at("/ports/0/name").asText());
                    assertThat(status(server.port(), get.path("path").asText())).isEqualTo(200);
                }
            }
        }
    }

    @Test
    void aPodGetsLongerToEndThanTheProgramTakes() {
        assertThat(HelmChart.render("").pods())
                .allSatisfy(pod -> assertThat(
                                pod.path("terminationGracePeriodSeconds").asInt())
                        .isGreaterThan(pod.at("/containers/0/lifecycle/preStop/sleep/seconds")
                                        .asInt()
                                + 15));
    }

    @Test
    void theImageIsThatOfThisVersionUnlessTheValuesSayAnother() throws Exception {
        Matcher parent = Pattern.compile("<artifactId>hawkeye</artifactId>\\s*<version>([^<]*)")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(parent.find()).isTrue();

        assertThat(HelmChart.render("").container("ingest").path("image").asText())
                .isEqualTo("hawkeye:" + parent.group(1));
        assertThat(HelmChart.render(ChartValues.EVERYTHING)
                        .container("ingest")
                        .path("image")
                        .asText())
                .isEqualTo("registry.example.com/hawkeye:1.2.3");
    }

    private HawkeyeConfig read(Manifests rendered, String service) throws IOException {
        Path file = Files.writeString(directory.resolve("hawkeye.yaml"), rendered.configuration());
        Map<String, String> environment = new HashMap<>();
        for (JsonNode variable : rendered.container(service).path("env")) {
            String name = variable.path("name").asText();
            environment.put(name, variable.has("value") ? variable.path("value").asText() : SECRETS.get(name));
        }
        environment.remove("POD_NAME");
        return new ConfigReader().file(file).environment(environment).read();
    }

    private static int status(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
