package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hawkeye.app.SiteGrants.Grant;
import dev.hawkeye.ingest.testing.Videos;
import dev.hawkeye.testing.SecureKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions are missing: a line says which, and when it is granted the service goes on by itself. */
@DisabledOnOs(OS.WINDOWS)
class MissingPermissionTest {
    private static final String USER = "site";
    private static final String PASSWORD = "open-sesame";
    /** More than two of the growing pauses between attempts; many hundred attempts without pauses. */
    private static final long WATCH_SECONDS = 4;

    private static final int MOST_REPEATS = 5;

    @RegisterExtension
    static final SecureSurroundings SURROUNDINGS = SecureSurroundings.withUsers(Map.of(USER, PASSWORD));

    @TempDir
    Path directory;

    private static SecureKafka kafka;
    private static List<Map<String, Object>> cameras;
    private static SecureSite before;

    /** Runs a whole site with every permission, so that there are frames and detections to copy. */
    @BeforeAll
    static void start() throws Exception {
        kafka = SURROUNDINGS.kafka();
        Path shared = SURROUNDINGS.directory();
        Path video = Videos.write(shared.resolve("clip.mp4"), 320, 192, 30, 10);
        cameras = List.of(Map.of("id", "clip", "url", video.toString(), "every", 1, "mode", "lossless"));
        before = SURROUNDINGS.site(shared, "before.");
        String config =
                before.write("before.yaml", before.settings(kafka.superuser(), SURROUNDINGS.registry(), cameras));
        String servers = kafka.superuser().get("bootstrap.servers");
        try (HawkeyeProcess run = HawkeyeProcess.start(shared, "run", "--config", config, "--kafka", servers)) {
            await().atMost(SecureSite.PATIENCE).until(() -> before.hasRecords("cloud.counts"));
            assertThat(run.complaints()).isEmpty();
        }
    }

    private record Permission(ResourceType type, AclOperation operation, String resource, String words) {
        String line(SecureSite site) {
            return "Kafka does not let this user " + words.replace("NAME", site.topic(resource));
        }
    }

    static Stream<Arguments> permissions() {
        return Stream.of(
                arguments(
                        "ingest",
                        "frames",
                        List.of(
                                new Permission(ResourceType.TOPIC, AclOperation.WRITE, "frames", "WRITE topic NAME"),
                                new Permission(
                                        ResourceType.TOPIC, AclOperation.WRITE, "camera-status", "WRITE topic NAME"),
                                new Permission(ResourceType.GROUP, AclOperation.READ, "ingest", "READ group NAME"))),
                arguments(
                        "ingest",
                        "frames",
                        List.of(new Permission(
                                ResourceType.GROUP, AclOperation.DESCRIBE, "detector", "DESCRIBE group NAME"))),
                arguments(
                        "detect",
                        "detections",
                        List.of(
                                new Permission(ResourceType.TOPIC, AclOperation.READ, "frames", "READ topic NAME"),
                                new Permission(
                                        ResourceType.TOPIC, AclOperation.WRITE, "detections", "WRITE topic NAME"),
                                new Permission(ResourceType.GROUP, AclOperation.READ, "detector", "READ group NAME"),
                                new Permission(
                                        ResourceType.TRANSACTIONAL_ID,
                                        AclOperation.WRITE,
                                        "detector",
                                        "DESCRIBE and WRITE transactional ids that begin with NAME"))),
                arguments(
                        "aggregate",
                        "counts",
                        List.of(
                                new Permission(ResourceType.TOPIC, AclOperation.READ, "detections", "READ topic NAME"),
                                new Permission(ResourceType.TOPIC, AclOperation.WRITE, "counts", "WRITE topic NAME"),
                                new Permission(
                                        ResourceType.TOPIC, AclOperation.CREATE, "aggregator-", "CREATE topic NAME"))));
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void areNamedAndWhenTheyAreGrantedTheServiceGoesOn(String service, String output, List<Permission> permissions)
            throws Exception {
        // given: a user who may do everything but some things, and something to do
        SecureSite site = SURROUNDINGS.site(directory, service + permissions.size() + ".");
        site.createTopics();
        Map<Permission, Grant> missing = new LinkedHashMap<>();
        permissions.forEach(permission -> missing.put(permission, grant(site, service, permission)));
        site.grants().of(service).stream()
                .filter(grant -> !missing.containsValue(grant))
                .forEach(grant -> grant.give(kafka, USER));
        missing.values().stream()
                .filter(grant -> grant.type() == ResourceType.TOPIC)
                .map(grant -> new Grant(grant.type(), grant.name(), grant.prefixed(), AclOperation.DESCRIBE))
                .forEach(grant -> grant.give(kafka, USER));
        Map<String, Object> settings = site.settings(kafka.client(USER, PASSWORD), SURROUNDINGS.registry(), cameras);
        String config = site.write("site.yaml", settings);
        if (!service.equals("ingest")) {
            before.copy(service.equals("detect") ? "frames" : "detections", site);
        }

        // when: each is granted once it is named
        try (HawkeyeProcess process = HawkeyeProcess.start(directory, service, "--config", config)) {
            while (!missing.isEmpty()) {
                Permission named = await().atMost(SecureSite.PATIENCE)
                        .until(() -> named(process, site, missing.keySet()), Optional::isPresent)
                        .orElseThrow();
                TimeUnit.SECONDS.sleep(WATCH_SECONDS);
                missing.remove(named).give(kafka, USER);
            }
            await().atMost(SecureSite.PATIENCE).until(() -> site.hasRecords(output));

            // then: nothing else was complained about, and nothing all the time
            assertThat(process.complaints())
                    .hasSizeLessThanOrEqualTo(MOST_REPEATS * permissions.size())
                    .allSatisfy(complaint -> assertThat(permissions)
                            .anySatisfy(permission -> assertThat(complaint).contains(permission.line(site))));
        }
    }

    private static Grant grant(SecureSite site, String service, Permission permission) {
        return site.grants().of(service).stream()
                .filter(grant -> grant.type() == permission.type()
                        && grant.operation() == permission.operation()
                        && grant.name().equals(site.topic(permission.resource())))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Permission> named(HawkeyeProcess process, SecureSite site, Collection<Permission> missing)
            throws IOException {
        List<String> complaints = process.complaints();
        return missing.stream()
                .filter(permission -> complaints.stream().anyMatch(line -> line.contains(permission.line(site))))
                .findFirst();
    }
}
