package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.SiteGrants.Grant;
import dev.hawkeye.testing.SecureKafka;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One permission is missing: one line says which, and once it is granted, the service continues by itself. */
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.CONCURRENT)
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

    @ParameterizedTest(name = "{0}: {2} {1} {3}")
    @CsvSource(delimiter = '|', textBlock = """
        ingest    | TOPIC            | WRITE    | frames        | frames        | WRITE topic NAME
        ingest    | TOPIC            | WRITE    | camera-status | frames        | WRITE topic NAME
        ingest    | TOPIC            | READ     | detections    | frames        | READ topic NAME
        ingest    | GROUP            | READ     | ingest        | frames        | READ group NAME
        ingest    | GROUP            | DESCRIBE | detector      | frames        | DESCRIBE group NAME
        ingest    | TOPIC            | READ     | site-settings | frames        | READ topic NAME
        detect    | TOPIC            | READ     | frames        | detections    | READ topic NAME
        detect    | TOPIC            | WRITE    | detections    | detections    | WRITE topic NAME
        detect    | GROUP            | READ     | detector      | detections    | READ group NAME
        detect    | TRANSACTIONAL_ID | WRITE    | detector      | detections    | DESCRIBE and WRITE transactional ids that begin with NAME
        aggregate | TOPIC            | READ     | detections    | counts        | READ topic NAME
        aggregate | TOPIC            | WRITE    | counts        | counts        | WRITE topic NAME
        aggregate | TOPIC            | CREATE   | aggregator-   | counts        | CREATE topic NAME
        """)
    void isNamedAndWhenItIsGrantedTheServiceGoesOn(
            String service, ResourceType type, AclOperation operation, String resource, String output, String words)
            throws Exception {
        // given: a user who may do everything but one thing, and something to do
        SecureSite site = SURROUNDINGS.site(directory, service + "." + operation + "." + resource + ".");
        site.createTopics();
        Grant missing = site.grants().of(service).stream()
                .filter(grant -> grant.type() == type
                        && grant.operation() == operation
                        && grant.name().equals(site.topic(resource)))
                .findFirst()
                .orElseThrow();
        site.grants().of(service).stream()
                .filter(grant -> !grant.equals(missing))
                .forEach(grant -> grant.give(kafka, USER));
        if (type == ResourceType.TOPIC) {
            new Grant(type, missing.name(), missing.prefixed(), AclOperation.DESCRIBE).give(kafka, USER);
        }
        Map<String, Object> settings = site.settings(kafka.client(USER, PASSWORD), SURROUNDINGS.registry(), cameras);
        String config = site.write("site.yaml", settings);
        if (!service.equals("ingest")) {
            before.copy(service.equals("detect") ? "frames" : "detections", site);
        }

        // when
        try (HawkeyeProcess process = HawkeyeProcess.start(directory, service, "--config", config)) {
            String line = "Kafka does not let this user " + words.replace("NAME", site.topic(resource));
            process.awaitLine(line);
            TimeUnit.SECONDS.sleep(WATCH_SECONDS);

            // then
            assertThat(process.complaints())
                    .hasSizeLessThanOrEqualTo(MAX_REPEATS)
                    .allSatisfy(complaint -> assertThat(complaint).contains(line));
            missing.give(kafka, USER);
            site.awaitRecords(output);
        }
    }
}
