package dev.hawkeye.site.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.CameraTexts;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators who change the settings of cameras. */
class SettingsDeskIT {
    private static final String GATE = "{\"id\":\"gate\",\"url\":\"rtsp://192.0.2.1/\"}";
    private static final String YARD = "{\"id\":\"yard\",\"url\":\"rtsp://192.0.2.2/\"}";
    private static final OptionalLong WHATEVER = OptionalLong.empty();

    private static EmbeddedKafka broker;
    private static Map<String, Object> kafka;
    private static int sites;

    private SchemaRegistry registry;
    private Topics topics;
    private SettingsDesk desk;

    @BeforeAll
    static void startKafka(@TempDir Path directory) {
        broker = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stopKafka() {
        broker.close();
    }

    @BeforeEach
    void start() throws InterruptedException {
        registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://settings-desk"));
        var config = new ConfigReader()
                .set("topics.partitions", 3, "test")
                .set("topics.prefix", "site" + sites++ + ".", "test")
                .read()
                .topics();
        topics = config.topics();
        TopicSetup.createMissing(kafka, config);
        desk = desk(100);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private SettingsDesk desk(int keptRevisions) {
        CameraTexts file = new CameraTexts("{}", "{}", "{}", new TreeMap<>(Map.of("gate", GATE)));
        return new SettingsDesk(
                kafka,
                topics,
                registry,
                () -> LiveSettings.seed(file),
                live -> live.layOver(new ConfigReader()).read(),
                keptRevisions);
    }

    private static UnaryOperator<SortedMap<String, String>> putting(String key, String text) {
        return texts -> {
            texts.put(key, text);
            return texts;
        };
    }

    @Test
    void theFirstChangeBeginsWithTheCamerasOfTheFileAndBothAreInTheHistory() throws Exception {
        Revision added = desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));

        assertThat(added.number()).isEqualTo(2);
        assertThat(desk.current().texts())
                .containsOnlyKeys("camera-defaults", "profiles", "values", "camera/gate", "camera/yard")
                .containsEntry("camera/yard", YARD);
        assertThat(desk.history()).extracting(Revision::what).containsExactly("camera add yard", "seed");
        assertThat(desk.history().get(0)).isEqualTo(added);
        assertThat(added.edits()).containsExactly(new Edit("camera/yard", null, YARD));
    }

    @Test
    void aChangeForAnOlderRevisionIsRefusedAndSaysWhoWasFaster() throws Exception {
        desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));

        assertThatThrownBy(() -> desk.change(OptionalLong.of(1), "bob", "camera remove", texts -> new TreeMap<>()))
                .isInstanceOf(StaleSettings.class)
                .hasMessageContaining("ann")
                .hasMessageContaining("revision 2");
        assertThat(desk.current().revision()).isEqualTo(2);
    }

    @Test
    void ofTwoWhoChangeAtOnceTheLaterOneWinsAndTheOtherHearsOfIt() throws Exception {
        // given: bob changes the settings while ann's change is under way
        AtomicBoolean first = new AtomicBoolean(true);
        UnaryOperator<SortedMap<String, String>> interrupted = texts -> {
            if (first.getAndSet(false)) {
                changeAs("bob", "camera/yard", YARD);
            }
            texts.put("camera/gate", GATE.replace("192.0.2.1", "192.0.2.9"));
            return texts;
        };

        // when / then
        assertThatThrownBy(() -> desk.change(WHATEVER, "ann", "camera set gate", interrupted))
                .isInstanceOf(StaleSettings.class);
        assertThat(desk.current().texts()).containsEntry("camera/gate", GATE).containsEntry("camera/yard", YARD);
        assertThat(desk.history()).extracting(Revision::by).containsExactly("bob", "bob");
    }

    private void changeAs(String who, String key, String text) {
        try {
            desk(100).change(WHATEVER, who, "camera add", putting(key, text));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void undoTakesBackTheLastChangeAndThenTheOneBeforeIt() throws Exception {
        // given
        desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));
        desk.change(WHATEVER, "ann", "settings set fps", putting("camera-defaults", "{\"fps\":\"2\"}"));

        // when
        Revision once = desk.undo(WHATEVER, "ann");
        Revision twice = desk.undo(WHATEVER, "ann");

        // then
        assertThat(once.what()).isEqualTo("undo 3: settings set fps");
        assertThat(twice.what()).isEqualTo("undo 2: camera add yard");
        assertThat(desk.current().texts()).containsOnlyKeys("camera-defaults", "profiles", "values", "camera/gate");
        assertThatThrownBy(() -> desk.undo(WHATEVER, "ann"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("revision 1 has the cameras of hawkeye.yaml");

        // and: an undo is a change, which can be taken back by its number
        desk.undo(OptionalLong.of(twice.number()), "ann");
        assertThat(desk.current().texts()).containsEntry("camera/yard", YARD);
    }

    @Test
    void aChangeIsNotUndoneWhenItsSettingWasChangedAgain() throws Exception {
        Revision added = desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));
        desk.change(WHATEVER, "bob", "camera set", putting("camera/yard", YARD.replace("}", ",\"fps\":\"1\"}")));

        assertThatThrownBy(() -> desk.undo(OptionalLong.of(added.number()), "ann"))
                .isInstanceOf(StaleSettings.class)
                .hasMessageContaining("camera/yard was changed again");
    }

    @Test
    void whatIsWrongIsNotWrittenAndNamesTheCamera() throws Exception {
        String wrong = YARD.replace("}", ",\"fps\":\"many\"}");

        assertThatThrownBy(() -> desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", wrong)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cameras[1].fps must be a number");
        assertThat(desk.current()).isEqualTo(LiveSettings.NONE);
    }

    @Test
    void onlyWhatCanChangeWhileTheSiteRunsIsWritten() throws Exception {
        desk.change(WHATEVER, "ann", "settings set", putting("values", "{\"aggregator.confirm\":\"2\"}"));

        assertThat(desk.current()
                        .layOver(new ConfigReader())
                        .read()
                        .aggregator()
                        .confirm())
                .isEqualTo(2);
        assertThatThrownBy(
                        () -> desk.change(WHATEVER, "ann", "set", putting("values", "{\"aggregator.window\":\"1 m\"}")))
                .hasMessageContaining("aggregator.window cannot change while the site runs");
    }

    @Test
    void whatChangesInTheFileAloneNeedsNoRestart() {
        for (String path : List.of("notify.targets", "notify.secrets", "camera-secrets")) {
            assertThatThrownBy(() -> desk.change(WHATEVER, "ann", "set", putting("values", "{\"" + path + "\":\"x\"}")))
                    .hasMessageContaining(path)
                    .hasMessageContaining("needs no restart")
                    .hasMessageNotContaining("and restart");
        }
    }

    @Test
    void aPasswordNeverGetsOntoTheTopic() {
        String open = YARD.replace("rtsp://", "rtsp://admin:hunter2@");

        assertThatThrownBy(() -> desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", open)))
                .hasMessageContaining("${yard}")
                .hasMessageContaining("camera-secrets")
                .hasMessageNotContaining("hunter2");
        assertThat(desk.current()).isEqualTo(LiveSettings.NONE);
    }

    @Test
    void theHistoryKeepsTheLastChangesOnlyAndTheSettingsStay() throws Exception {
        SettingsDesk forgetful = desk(3);
        forgetful.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));
        for (int fps = 1; fps <= 4; fps++) {
            forgetful.change(WHATEVER, "ann", "set", putting("camera-defaults", "{\"fps\":\"" + fps + "\"}"));
        }

        assertThat(forgetful.history()).extracting(Revision::number).containsExactly(6L, 5L, 4L);
        assertThat(forgetful.current().texts()).containsEntry("camera/yard", YARD);
    }

    @Test
    void aFollowerSeesEachRevisionAndItsAnswerCanBeRead() throws Exception {
        try (SettingsFollower follower = new SettingsFollower(kafka, topics, registry, "ingest", "here/1")) {
            // given
            follower.start();
            assertThat(follower.awaitFirst(Duration.ofMinutes(1))).isTrue();
            assertThat(follower.current()).isEqualTo(LiveSettings.NONE);

            // when
            desk.change(WHATEVER, "ann", "camera add yard", putting("camera/yard", YARD));
            await().atMost(Duration.ofMinutes(1)).until(() -> follower.current().revision() == 2);
            follower.refused(2, "no such class");

            // then
            assertThat(follower.current()).isEqualTo(desk.current());
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                try (ServiceStates states = ServiceStates.open(kafka, topics, registry)) {
                    assertThat(states.ofRunning())
                            .singleElement()
                            .extracting(SiteStatus::getState, SiteStatus::getRevision, SiteStatus::getReason)
                            .containsExactly(SettingsState.REFUSED, 2L, "no such class");
                }
            });
        }
        try (ServiceStates states = ServiceStates.open(kafka, topics, registry)) {
            assertThat(states.ofRunning()).isEmpty();
        }
    }
}
