package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.SiteGrants.Grant;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alarms with exactly the permissions that docs/security.md lists, and with one less. */
@DisabledOnOs(OS.WINDOWS)
@Tag("thorough")
class NotifyPermissionIT {
    private static final String USER = "teller";
    private static final String PASSWORD = "open-sesame";

    @RegisterExtension
    static final SecureSurroundings SURROUNDINGS = SecureSurroundings.withUsers(Map.of(USER, PASSWORD));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"TOPIC, events, READ topic topic.events", "GROUP, notify-, READ group group.notify-guard"})
    void whatIsMissingIsNamedAndWhenItIsGrantedItGoesOn(ResourceType type, String name, String words) throws Exception {
        // given
        SecureSite site = SURROUNDINGS.site(directory, type.name().toLowerCase(Locale.ROOT) + ".");
        site.createTopics();
        List<Grant> grants = site.grants().of("notify");
        Grant missing = grants.stream()
                .filter(grant -> grant.type() == type && grant.name().equals(site.topic(name)))
                .findFirst()
                .orElseThrow();
        grants.stream()
                .filter(grant -> !grant.equals(missing))
                .forEach(grant -> grant.give(SURROUNDINGS.kafka(), USER));
        if (type == ResourceType.TOPIC) {
            new Grant(type, missing.name(), false, AclOperation.DESCRIBE).give(SURROUNDINGS.kafka(), USER);
        }
        LocalHttp http = LocalHttp.free();

        // when
        try (HawkeyeProcess process = HawkeyeProcess.start(directory, "notify", "--config", config(site, http))) {
            process.awaitLine("Kafka does not let this user " + words + ": grant it to this user");
            assertThat(http.ready()).isEqualTo(503);
            missing.give(SURROUNDINGS.kafka(), USER);

            // then
            await().atMost(SecureSite.PATIENCE).until(() -> http.ready() == 200);
        }
    }

    private static String config(SecureSite site, LocalHttp http) throws Exception {
        Map<String, Object> settings = new HashMap<>(
                site.settings(SURROUNDINGS.kafka().client(USER, PASSWORD), SURROUNDINGS.registry(), List.of()));
        settings.put("http", Map.of("port", http.port()));
        settings.put(
                "notify",
                Map.of(
                        "application-id",
                        site.topic("notify"),
                        "targets",
                        List.of(Map.of("name", "guard", "type", "webhook", "url", "http://127.0.0.1:9/")),
                        "rules",
                        List.of(Map.of("name", "all"))));
        return site.write("site.yaml", settings);
    }
}
