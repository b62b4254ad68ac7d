package dev.hawkeye.site.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.console.admin.CameraSight;
import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.console.admin.SettingsBook;
import dev.hawkeye.console.admin.SettingsChanged;
import dev.hawkeye.console.admin.SettingsEdit;
import dev.hawkeye.console.admin.SettingsState;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.change.SettingsSource;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingsFollower;
import dev.hawkeye.site.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator of a site whose file has camera gate, with a password. */
class SiteAdministrationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BY = "Zoë@192.0.2.9";

    @TempDir
    static Path directory;

    private static EmbeddedKafka broker;
    private static Map<String, Object> kafka;
    private static int sites;

    private SchemaRegistry registry;
    private Topics topics;
    private SettingsBook settings;
    private Administration administration;

    @BeforeAll
    static void startKafka() {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://site-administration"));
        Path file = Files.writeString(directory.resolve("site" + ++sites + ".yaml"), """
                topics: {prefix: site%d-}
                cameras: [{id: gate, url: "rtsp://joe:hunter2@192.0.2.1/", fps: 2}]
                """.formatted(sites));
        SettingsSource source = (content, live) -> {
            ConfigReader reader = new ConfigReader().file(file);
            return live.isNone() ? reader : live.layOver(reader);
        };
        var config = source.reader(null, LiveSettings.NONE).read();
        topics = config.topics().topics();
        TopicSetup.createMissing(kafka, config.topics());
        administration = SiteAdministration.of(() -> kafka, topics, registry, source);
        settings = administration.settings();
    }

    @Test
    void beforeTheFirstChangeTheFileApplies() {
        assertThat(settings.now().revision()).isZero();
        assertThat(settings.now().cameras().get("gate").get("url").asText()).isEqualTo("rtsp://${gate}@192.0.2.1/");
        assertThat(settings.now().toString()).doesNotContain("hunter2");
        assertThat(settings.state()).isEqualTo(new SettingsState(0, null, null, List.of()));
        assertThat(settings.history()).isEmpty();
    }

    @Test
    void aCameraIsAddedAndRemovedAndThatIsTakenBack() throws IOException {
        // when
        long added =
                settings.change(0, BY, List.of(edit("camera/yard", "{\"url\": \"rtsp://192.0.2.2/\", \"fps\": 1}")));
        // then
        assertThat(settings.now().cameras()).containsOnlyKeys("gate", "yard");
        assertThat(settings.now().cameras().get("yard").get("fps").asText()).isEqualTo("1");
        SettingsChanged newest = settings.history().get(0);
        assertThat(newest.revision()).isEqualTo(added);
        assertThat(newest.by()).isEqualTo(BY);
        assertThat(newest.what()).isEqualTo("camera/yard");
        assertThat(newest.edits())
                .containsExactly(new SettingsChanged.Edit(
                        "camera/yard", null, "{url: 'rtsp://192.0.2.2/', fps: 1, id: yard}\n"));
        // when
        long removed = settings.change(added, BY, List.of(new SettingsEdit("camera/yard", null)));
        assertThat(settings.now().cameras()).containsOnlyKeys("gate");
        settings.undo(removed, BY);
        // then
        assertThat(settings.now().cameras()).containsOnlyKeys("gate", "yard");
        assertThat(settings.history().get(0).undoes()).isEqualTo(removed);
    }

    @Test
    void whatIsWrongIsSaidAtItsKeyAndNothingChanges() throws IOException {
        ChangeRefused refused = refused(0, edit("camera/yard", "{\"url\": \"rtsp://192.0.2.2/\", \"fps\": -1}"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.view().problems()).hasSize(1);
        assertThat(refused.view().problems().get(0).key()).isEqualTo("camera/yard.fps");
        assertThat(refused.view().problems().get(0).message()).contains("must be from 0", "-1");
        assertThat(settings.now().revision()).isZero();
    }

    @Test
    void aPasswordDoesNotGetOnTheTopic() throws IOException {
        ChangeRefused refused = refused(0, edit("camera/yard", "{\"url\": \"rtsp://joe:geheim@192.0.2.2/\"}"));

        assertThat(refused.view().problems().toString())
                .contains("camera/yard", "write ${yard}")
                .doesNotContain("geheim");
        assertThat(refused(0, edit("kafka", "{}")).view().problems().toString()).contains("must be camera/ID");
    }

    @Test
    void whoHasLookedBeforeAnotherChangeMustLookAgain() throws IOException {
        long now = settings.change(0, BY, List.of(edit("camera-defaults", "{\"fps\": 3}")));

        ChangeRefused refused = refused(0, edit("camera-defaults", "{\"fps\": 4}"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.view().revision()).isEqualTo(now);
        assertThat(catchThrowableOfType(ChangeRefused.class, () -> settings.undo(99, BY))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatAServiceRefusesIsTakenBack() throws IOException {
        // given
        try (SettingsFollower detector = new SettingsFollower(kafka, topics, registry, "detect", "a/1")) {
            detector.start();
            detector.applied(0, null);
            await().atMost(PATIENCE).until(() -> settings.state().instances(), instances -> instances.size() == 1);
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
                await().atMost(PATIENCE).until(() -> detector.current().revision() == 2);
                detector.refused(2, "its model has no class lorry");
            });
            // when
            ChangeRefused refused = refused(0, edit("camera/yard", "{\"url\": \"rtsp://192.0.2.2/\"}"));
            // then
            refusing.join();
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.getMessage()).isEqualTo("detect a/1 refuses it: its model has no class lorry");
            assertThat(settings.now().cameras()).containsOnlyKeys("gate");
            assertThat(settings.now().revision()).isEqualTo(3);
        }
    }

    @Test
    void aCameraIsLookedAt() throws IOException {
        CameraSight sight = administration.cameras().look(json("{\"url\": \"synthetic:street?fps=5\"}"));

        assertThat(sight.width()).isPositive();
        assertThat(sight.fps()).isEqualTo(5);
        assertThat(sight.codec()).isEmpty();
        assertThat(sight.picture()).startsWith(0xff, 0xd8);
    }

    @Test
    void whyThereIsNothingToBeSeenIsSaidWithoutAPassword() {
        assertThat(noLook("{\"url\": \"rtsp://joe:geheim@127.0.0.1:1/\"}"))
                .contains("127.0.0.1:1")
                .doesNotContain("geheim");
        assertThat(noLook("{\"url\": \"nothing.mp4\"}")).contains("nothing.mp4");
        assertThat(noLook("{\"url\": \"rtsp://${nobody}@127.0.0.1:1/\"}")).contains("camera-secrets.nobody");
        assertThat(noLook("{\"url\": \"synthetic:street\", \"fps\": \"fast\"}")).contains("fps", "fast");
    }

    private String noLook(String camera) {
        return catchThrowableOfType(
                        ApiException.class, () -> administration.cameras().look(json(camera)))
                .getMessage();
    }

    private ChangeRefused refused(long base, SettingsEdit edit) {
        return catchThrowableOfType(ChangeRefused.class, () -> settings.change(base, BY, List.of(edit)));
    }

    private static SettingsEdit edit(String key, String value) throws IOException {
        return new SettingsEdit(key, json(value));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
