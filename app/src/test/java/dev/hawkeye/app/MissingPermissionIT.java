package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.hawkeye.app.SiteGrants.Grant;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions are missing: one line for each says which, and once they are granted, the service continues by itself. */
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
@Tag("thorough")
class MissingPermissionIT {
    private static final String USER = "site";
    private static final String PASSWORD = "open-sesame";
    /** More than two of the growing pauses between attempts; many hundred attempts without pauses. */
    private static final long WATCH_SECONDS = 4;

    private static final int MAX_REPEATS = 5;

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
            before.awaitRecords("cloud.counts");
            assertThat(run.complaints()).isEmpty();
        }
    }

    /** All that is missing at once: each is named before it is granted, whatever the order. */
    @ParameterizedTest
    @MethodSource
    void isNamedAndWhenItIsGrantedTheServiceGoesOn(String service, String output, List<Needed> needed)
            throws Exception {
        // given: a user who may do everything but a few things, and something to do
        SecureSite site = SURROUNDINGS.site(directory, service + ".");
        site.createTopics();
        Map<String, Grant> missing = new LinkedHashMap<>();
        for (Needed each : needed) {
            missing.put(
                    "Kafka does not let this user " + each.words().replace("NAME", site.topic(each.resource())),
                    each.in(site.grants().of(service), site.topic(each.resource())));
        }
        site.grants().of(service).stream()
                .filter(grant -> !missing.containsValue(grant))
                .forEach(grant -> grant.give(kafka, USER));
        missing.values().stream()
                .filter(grant -> grant.type() == ResourceType.TOPIC)
                .map(grant -> new Grant(grant.type(), grant.name(), grant.prefixed(), AclOperation.DESCRIBE))
                .forEach(describe -> describe.give(kafka, USER));
        Map<String, Object> settings = site.settings(kafka.client(USER, PASSWORD), SURROUNDINGS.registry(), cameras);
        String config = site.write("site.yaml", settings);
        if (!service.equals("ingest")) {
            before.copy(service.equals("detect") ? "frames" : "detections", site);
        }

        // when
        try (HawkeyeProcess process = HawkeyeProcess.start(directory, service, "--config", config)) {
            Set<String> named = new HashSet<>(missing.keySet());
            while (!missing.isEmpty()) {
                String line = process.awaitAnyLine(missing.keySet());
                long before = complaints(process, line);
                TimeUnit.SECONDS.sleep(WATCH_SECONDS);
                assertThat(complaints(process, line) - before).as(line).isLessThan(MAX_REPEATS);
                missing.remove(line).give(kafka, USER);
            }

            // then
            site.awaitRecords(output);
            assertThat(process.complaints())
                    .allMatch(complaint -> named.stream().anyMatch(complaint::contains));
        }
    }

    private static long complaints(HawkeyeProcess process, String line) throws IOException {
        return process.complaints().stream()
                .filter(complaint -> complaint.contains(line))
                .count();
    }

    static Stream<Arguments> isNamedAndWhenItIsGrantedTheServiceGoesOn() {
        return Stream.of(
                arguments(
                        "ingest",
                        "frames",
                        List.of(
                                new Needed(ResourceType.TOPIC, AclOperation.WRITE, "frames", "WRITE topic NAME"),
                                new Needed(ResourceType.TOPIC, AclOperation.WRITE, "camera-status", "WRITE topic NAME"),
                                new Needed(ResourceType.TOPIC, AclOperation.READ, "detections", "READ topic NAME"),
                                new Needed(ResourceType.GROUP, AclOperation.READ, "ingest", "READ group NAME"),
                                new Needed(
                                        ResourceType.GROUP, AclOperation.DESCRIBE, "detector", "DESCRIBE group NAME"),
                                new Needed(ResourceType.TOPIC, AclOperation.READ, "site-settings", "READ topic NAME"))),
                arguments(
                        "detect",
                        "detections",
                        List.of(
                                new Needed(ResourceType.TOPIC, AclOperation.READ, "frames", "READ topic NAME"),
                                new Needed(ResourceType.TOPIC, AclOperation.WRITE, "detections", "WRITE topic NAME"),
                                new Needed(ResourceType.GROUP, AclOperation.READ, "detector", "READ group NAME"),
                                new Needed(
                                        ResourceType.TRANSACTIONAL_ID,
                                        AclOperation.WRITE,
                                        "detector",
                                        "DESCRIBE and WRITE transactional ids that begin with NAME"))),
                arguments(
                        "aggregate",
                        "counts",
                        List.of(
                                new Needed(ResourceType.TOPIC, AclOperation.READ, "detections", "READ topic NAME"),
                                new Needed(ResourceType.TOPIC, AclOperation.WRITE, "counts", "WRITE topic NAME"),
                                new Needed(
                                        ResourceType.TOPIC, AclOperation.CREATE, "aggregator-", "CREATE topic NAME"))));
    }

    /** @param words that name it, with the resource as NAME */
    private record Needed(ResourceType type, AclOperation operation, String resource, String words) {
        Grant in(List<Grant> grants, String name) {
            return grants.stream()
                    .filter(grant -> grant.type() == type
                            && grant.operation() == operation
                            && grant.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
