package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.service.ServiceCommand;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docker-compose.yml, and what is mounted by it, fit each other and the code. Needs no Docker. */
final class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+\\S*");
    private static final Set<String> OURS = Set.of("ingest", "detect", "aggregate", "console", "notify");

    private Map<String, Map<String, Object>> services;

    @BeforeEach
    void readTheFile() throws IOException {
        services = ComposeFile.read(ROOT.resolve("docker-compose.yml")).services();
    }

    @Test
    void everyServiceIsContained() {
        services.forEach((name, service) -> assertThat(service)
                .as(name)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("restart", "unless-stopped")
                .containsKeys("mem_limit", "logging")
                .doesNotContainKeys("privileged", "network_mode", "cap_add"));
    }

    @Test
    void everyImageIsPinned() throws IOException {
        List<String> images = new ArrayList<>();
        services.values().forEach(service -> images.add((String) service.get("image")));
        try (var lines = Files.lines(ROOT.resolve("Dockerfile"))) {
            lines.filter(line -> line.startsWith("FROM "))
                    .forEach(line -> images.add(line.replaceFirst("FROM (\\S+).*", "$1")));
        }

        assertThat(images)
                .hasSizeGreaterThan(services.size())
                .allMatch(image -> PINNED.matcher(image).matches());
    }

    @Test
    void ourServicesAreOneImageOfThisVersion() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        var version = Pattern.compile("<artifactId>hawkeye</artifactId>\\s*<version>(.+)</version>")
                .matcher(pom);

        assertThat(version.find()).isTrue();
        assertThat(OURS)
                .allSatisfy(
                        name -> assertThat(services.get(name)).containsEntry("image", "hawkeye:" + version.group(1)));
        assertThat(services.values().stream().filter(service -> service.containsKey("build")))
                .hasSize(1);
    }

    @Test
    void portsAreOpenToThisMachineOnly() {
        List<String> ports = new ArrayList<>();
        services.values().forEach(service -> ports.addAll(ComposeFile.list(service, "ports")));

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void kafkaAndRegistryAreReachedFromThisMachineWhereTheySay() {
        // given
        String published = "127.0.0.1:${KAFKA_PORT:-29092}";

        // when
        Map<String, String> listeners = ComposeFile.environment(services.get("kafka"));

        // then
        assertThat(ComposeFile.list(services.get("kafka"), "ports")).containsExactly(published + ":29092");
        assertThat(listeners.get("KAFKA_ADVERTISED_LISTENERS").split(","))
                .containsExactly("PLAINTEXT://kafka:9092", "MACHINE://" + published);
        assertThat(listeners.get("KAFKA_LISTENERS").split(","))
                .containsExactly("PLAINTEXT://:9092", "CONTROLLER://:9093", "MACHINE://:29092");
        assertThat(listeners.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP")).contains("MACHINE:PLAINTEXT");
        assertThat(ComposeFile.list(services.get("registry"), "ports"))
                .containsExactly("127.0.0.1:${REGISTRY_PORT:-8081}:8080");
        assertThat(services.get("kafka-cloud")).doesNotContainKey("ports");
    }

    @Test
    void servicesCanHaveSeveralInstances() {
        services.forEach((name, service) -> assertThat(service).as(name).doesNotContainKey("container_name"));
        assertThat(services.get("detect")).doesNotContainKey("ports");
    }

    @Test
    void modelsThatAreSentTakeNoMemoryAndEachDetectorHasItsOwn() throws IOException {
        assertThat(ComposeFile.list(services.get("detect"), "volumes"))
                .contains("/var/lib/hawkeye")
                .containsAll(ComposeFile.list(services.get("ingest"), "volumes"));
        assertThat(ComposeFile.list(services.get("detect"), "tmpfs")).allMatch(mount -> mount.startsWith("/tmp:"));
        assertThat(ComposeFile.list(services.get("ingest"), "tmpfs"))
                .containsAll(ComposeFile.list(services.get("detect"), "tmpfs"))
                .anyMatch(mount -> mount.startsWith("/var/lib/hawkeye:"));
        // A new volume gets owner and content of the image's folder.
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .contains("--uid 10001 ", "--home-dir /var/lib/hawkeye --create-home", "USER 10001:10001");
    }

    @Test
    void aModelThatIsPublishedOnThePageHasRoomAndTakesNoMemory() {
        assertThat(ComposeFile.list(services.get("console"), "volumes"))
                .contains("/tmp")
                .containsAll(ComposeFile.list(services.get("ingest"), "volumes"));
        assertThat(ComposeFile.list(services.get("console"), "tmpfs"))
                .noneMatch(mount -> mount.startsWith("/tmp:"))
                .anyMatch(mount -> mount.startsWith("/var/lib/hawkeye:"));
    }

    @Test
    void onlyWhoNeedsThemIsToldTheSecrets() {
        assertThat(toldOf("HAWKEYE_HTTP_TOKEN")).containsAll(OURS);
        assertThat(toldOf("HAWKEYE_HTTP_ADMIN_TOKEN")).containsExactly("console");
        assertThat(toldOf("HAWKEYE_CAMERA_SECRETS")).containsExactlyInAnyOrder("ingest", "console");
        assertThat(toldOf("HAWKEYE_NOTIFY_SECRETS")).containsExactly("notify");
    }

    private List<String> toldOf(String variable) {
        return services.keySet().stream()
                .filter(name -> ComposeFile.environment(services.get(name)).containsKey(variable))
                .toList();
    }

    @Test
    void aServiceHasTheTimeToEnd() {
        OURS.forEach(name -> {
            String period = (String) services.get(name).get("stop_grace_period");
            assertThat(Duration.parse("PT" + period)).as(name).isGreaterThan(ServiceCommand.CLOSING);
        });
    }

    @Test
    void whatIsMountedIsThere() {
        List<Path> mounted = new ArrayList<>();
        services.values()
                .forEach(service -> ComposeFile.list(service, "volumes").stream()
                        .filter(volume -> volume.startsWith("./"))
                        .forEach(volume -> mounted.add(ROOT.resolve(volume.substring(0, volume.indexOf(':'))))));

        assertThat(mounted).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    void theSettingsAreValidAndNameServicesOfTheFile() {
        // when
        HawkeyeConfig config = new ConfigReader()
                .file(ROOT.resolve("deploy/compose/hawkeye.yaml"))
                .environment(Map.of("HAWKEYE_HTTP_TOKEN", "0123456789abcdef0123"))
                .read();

        // then
        List<String> named = new ArrayList<>();
        named.add(config.kafka().get("bootstrap.servers").replaceFirst(":\\d+$", ""));
        named.add(URI.create(config.registry().get("schema.registry.url")).getHost());
        config.console()
                .aggregators()
                .forEach(
                        address -> named.add(URI.create(String.valueOf(address)).getHost()));
        assertThat(services.keySet()).containsAll(named);
        assertThat(named).hasSize(3);
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.cameras()).isNotEmpty();
    }

    @Test
    void exactlyTheCloudsTopicsAreMirrored() throws IOException {
        // given
        Topics topics = new Topics("");
        Set<String> all = new TreeSet<>(topics.schemas().keySet());
        all.add(topics.framesDlq());
        all.add(topics.detectionsDlq());
        all.add(topics.notifyDlq());
        List<Pattern> mirrored = Arrays.stream(
                        mirror().getProperty("site->cloud.topics").split(","))
                .map(topic -> Pattern.compile(topic.strip()))
                .toList();

        // when
        Set<String> leaving = new TreeSet<>(all);
        leaving.removeIf(topic ->
                mirrored.stream().noneMatch(pattern -> pattern.matcher(topic).matches()));

        // then
        assertThat(leaving).containsExactlyInAnyOrder(topics.cloudCounts(), topics.cloudKeyframes());
        assertThat(mirrored).hasSameSizeAs(leaving);
    }

    @Test
    void theMirrorKnowsBothSidesByTheirServices() throws IOException {
        Properties mirror = mirror();

        assertThat(services.keySet())
                .contains(host(mirror, "site.bootstrap.servers"), host(mirror, "cloud.bootstrap.servers"));
        assertThat(services.get("kafka")).containsEntry("networks", List.of("site"));
        assertThat(services.get("kafka-cloud")).containsEntry("networks", List.of("cloud"));
        assertThat(mirror)
                .containsEntry("cloud->site.enabled", "false")
                .containsEntry("site.consumer.isolation.level", "read_committed");
    }

    /** Two with the same would take each other's progress at the cloud for their own. */
    @Test
    void theAliasOfTheSiteInTheMirrorIsItsName() {
        Map<String, Object> mirror = services.get("mirror");

        assertThat(ComposeFile.list(mirror, "command").get(2)).contains("s/site\\([-.,]\\)/$$HAWKEYE_SITE\\1/g");
        assertThat(ComposeFile.environment(mirror))
                .containsEntry(
                        "HAWKEYE_SITE",
                        ComposeFile.environment(services.get("aggregate")).get("HAWKEYE_SITE"));
    }

    private static String host(Properties properties, String key) {
        return properties.getProperty(key).replaceFirst(":\\d+$", "");
    }

    private static Properties mirror() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(ROOT.resolve("deploy/mirror/mm2.properties"))));
        return properties;
    }
}
