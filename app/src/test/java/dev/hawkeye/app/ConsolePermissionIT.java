package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.SiteGrants.Grant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The console with exactly the permissions that docs/security.md lists, and with one less. */
@DisabledOnOs(OS.WINDOWS)
class ConsolePermissionIT {
    private static final String USER = "viewer";
    private static final String PASSWORD = "open-sesame";

    @RegisterExtension
    static final SecureSurroundings SURROUNDINGS = SecureSurroundings.withUsers(Map.of(USER, PASSWORD));

    @TempDir
    Path directory;

    @Test
    void aTopicThatItMayNotReadIsNamedAndWhenItIsGrantedItGoesOn() throws Exception {
        SecureSite site = SURROUNDINGS.site(directory, "topic.");
        Grant missing = site.grants().topic("detections", AclOperation.READ);
        LocalHttp http = LocalHttp.free();

        try (HawkeyeProcess process = console(site, missing, http)) {
            new Grant(ResourceType.TOPIC, missing.name(), false, AclOperation.DESCRIBE)
                    .give(SURROUNDINGS.kafka(), USER);
            process.awaitLine("Kafka does not let this user READ topic topic.detections: grant it to this user");
            assertThat(http.ready()).isEqualTo(503);

            missing.give(SURROUNDINGS.kafka(), USER);

            await().atMost(SecureSite.PATIENCE).until(() -> http.ready() == 200);
        }
    }

    @Test
    void withoutSightOfAGroupOnlyTheLagIsMissing() throws Exception {
        SecureSite site = SURROUNDINGS.site(directory, "group.");
        Grant missing = new Grant(ResourceType.GROUP, "group.detector", false, AclOperation.DESCRIBE);
        LocalHttp http = LocalHttp.free();

        try (HawkeyeProcess process = console(site, missing, http)) {
            process.awaitLine("Kafka does not let this user DESCRIBE group group.detector: grant it to this user");
            await().atMost(SecureSite.PATIENCE).until(() -> http.ready() == 200);
            await().atMost(SecureSite.PATIENCE)
                    .until(() -> http.body("/api/health").contains("\"lag\":{\"detector\":null,\"aggregator\":0}"));

            missing.give(SURROUNDINGS.kafka(), USER);

            await().atMost(SecureSite.PATIENCE)
                    .until(() -> http.body("/api/health").contains("\"lag\":{\"detector\":0,\"aggregator\":0}"));
        }
    }

    private HawkeyeProcess console(SecureSite site, Grant missing, LocalHttp http) throws Exception {
        site.createTopics();
        List<Grant> grants = site.grants().of("console");
        assertThat(grants).contains(missing);
        grants.stream()
                .filter(grant -> !grant.equals(missing))
                .forEach(grant -> grant.give(SURROUNDINGS.kafka(), USER));
        Map<String, Object> settings = new HashMap<>(
                site.settings(SURROUNDINGS.kafka().client(USER, PASSWORD), SURROUNDINGS.registry(), List.of()));
        settings.put("http", Map.of("port", http.port()));
        return HawkeyeProcess.start(directory, "console", "--config", site.write("site.yaml", settings));
    }
}
