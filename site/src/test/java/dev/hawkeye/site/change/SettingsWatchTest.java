package dev.hawkeye.site.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.settings.FollowedSettings;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.testing.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration file that is edited while something runs. */
final class SettingsWatchTest {
    private static final String GATE = "  - {id: gate, url: 'rtsp://192.0.2.1/'}\n";
    private static final String YARD = "  - {id: yard, url: 'rtsp://192.0.2.2/'}\n";

    @TempDir
    Path folder;

    private final List<SettingsChange> changes = new ArrayList<>();
    private Path file;
    private SettingsWatch watch;

    @BeforeEach
    void start() throws IOException {
        file = folder.resolve("site.yaml");
        write("cameras:\n" + GATE);
        watch = watch(changes::add);
    }

    private SettingsWatch watch(Consumer<SettingsChange> apply) {
        ConfigReader before = reader();
        return new SettingsWatch(file, this::reader, before, before.read(), apply);
    }

    private ConfigReader reader() {
        return reader(null, LiveSettings.NONE);
    }

    private ConfigReader reader(byte[] content, LiveSettings live) {
        ConfigReader reader = content == null ? new ConfigReader().file(file) : new ConfigReader().file(file, content);
        return live.isNone() ? reader : live.layOver(reader);
    }

    @Test
    void aFileThatStaysAsItIsChangesNothing() {
        watch.look();
        watch.look();

        assertThat(changes).isEmpty();
    }

    @Test
    void aCameraIsAddedOnceTheFileHasStayedTheSameForALook() throws IOException {
        write("cameras:\n" + GATE + YARD);

        watch.look();
        assertThat(changes).isEmpty();
        watch.look();
        watch.look();

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.added()).containsExactly("yard");
            assertThat(change.removed()).isEmpty();
            assertThat(change.changed()).isEmpty();
            assertThat(change.text()).isEqualTo("cameras added: yard");
        });
    }

    @Test
    void eachChangeIsFromTheSettingsThatWereAppliedLast() throws IOException {
        edit("cameras:\n" + GATE + YARD);
        edit("cameras:\n" + YARD);

        assertThat(changes)
                .extracting(SettingsChange::text)
                .containsExactly("cameras added: yard", "cameras removed: gate");
    }

    @Test
    void anErrorIsRefusedAndItsMendingIsAChangeFromBefore() throws IOException {
        edit("cameras:\n" + GATE + "  - {id: yard, url: 'rtsp://192.0.2.2/', fps: many}\n");
        assertThat(changes).isEmpty();

        edit("cameras:\n" + GATE + YARD);

        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras added: yard");
    }

    @Test
    void aChangeThatTakesARestartIsNotAppliedInPart() throws IOException {
        edit("topics: {partitions: 3}\naggregator: {window: 1m, advance: 1m}\ncameras:\n" + GATE + YARD);

        assertThat(changes).isEmpty();
    }

    @Test
    void onlyWhatTakesARestartIsNamedAsSuch() throws IOException {
        try (CapturedLog log = CapturedLog.of(SettingsWatch.class)) {
            edit("topics: {partitions: 3}\ncameras:\n" + GATE + YARD
                    + "notify: {targets: [{name: guard, type: webhook, url: 'http://192.0.2.9/'}],"
                    + " secrets: {guard: a password of 26 letters}, rules: [{name: all}]}\n");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("some settings take effect only at a restart: topics.partitions; restart");
        }
    }

    @Test
    void anotherTextWithTheSameMeaningIsNoChange() throws IOException {
        edit("# the same\ncameras:\n" + GATE);

        assertThat(changes).isEmpty();
    }

    @Test
    void zonesEventsAndMasksOfACameraAreChangesOfThatCamera() throws IOException {
        String masks = "masks: [{points: [[0, 0], [0.5, 0], [0.5, 1]]}]";
        edit("cameras:\n" + GATE + YARD);
        edit("cameras:\n" + GATE + YARD.replace("}", ", " + masks + "}"));

        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).changed()).containsExactly("yard");
        assertThat(changes.get(1).otherMasks()).containsExactly("yard");
        assertThat(changes.get(1).needsRestart()).isEmpty();
    }

    @Test
    void whatTheModelRefusesIsNoChangeAndIsAskedAgainWithTheNextOne() throws IOException {
        SettingsWatch strict = watch(change -> {
            if (!change.after().detector().cameras().of("yard").classes().isEmpty()) {
                throw new UserException("the model has no class 'unicorn'");
            }
            changes.add(change);
        });

        write("cameras:\n" + GATE + YARD.replace("}", ", classes: [unicorn]}"));
        strict.look();
        strict.look();
        assertThat(changes).isEmpty();
        write("cameras:\n" + GATE + YARD);
        strict.look();
        strict.look();

        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras added: yard");
    }

    @Test
    void classesOfACameraAreAChangeOfThatCamera() throws IOException {
        edit("cameras:\n" + GATE.replace("}", ", classes: [car]}"));

        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras changed: gate");
    }

    @Test
    void aFileThatIsAwayForAMomentIsWaitedFor() throws IOException {
        Files.delete(file);
        watch.look();
        watch.look();
        edit("cameras:\n" + GATE + YARD);

        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras added: yard");
    }

    @Test
    void aFileThatStaysAwayIsToldOnceUntilItIsBack() throws IOException {
        try (CapturedLog log = CapturedLog.of(SettingsWatch.class)) {
            // when
            Files.delete(file);
            for (int i = 0; i < 10; i++) {
                watch.look();
            }

            // then
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(file.toString(), "cannot be read", "everything runs on as before");

            // when
            edit("cameras:\n" + GATE + YARD);

            // then
            assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras added: yard");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void anEmptyFileRemovesNoCamera(String text) throws IOException {
        try (CapturedLog log = CapturedLog.of(SettingsWatch.class)) {
            // when: the disk is full when the file is written
            Files.writeString(file, text);
            watch.look();
            watch.look();

            // then
            assertThat(changes).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("refused, everything runs on as before", "empty", "cameras: []");
        }
    }

    @Test
    void aFileWithoutCamerasRemovesThem() throws IOException {
        edit("cameras: []\n");

        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras removed: gate");
    }

    @Test
    void aRefusalNamesOnlyWhatTakesARestart() throws IOException {
        try (CapturedLog log = CapturedLog.of(SettingsWatch.class)) {
            // when: a target, a rule, the settings of all cameras, and a port
            edit("""
                    http: {port: 9}
                    notify: {targets: [{name: guard, type: webhook, url: 'http://127.0.0.1:9/'}], rules: [{name: all}]}
                    aggregator: {confirm: 5, confirm-of: 9}
                    cameras:
                    """ + GATE);

            // then
            assertThat(changes).isEmpty();
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .endsWith("some settings take effect only at a restart: http.port; restart, or undo the change");
        }
    }

    @Test
    void withoutAFileNothingEverChanges() {
        SettingsWatch none = new SettingsWatch(
                null,
                (content, live) -> new ConfigReader(),
                new ConfigReader(),
                new ConfigReader().read(),
                changes::add);

        none.look();
        none.look();

        assertThat(changes).isEmpty();
    }

    @Test
    void theTopicsCamerasTakeThePlaceOfThoseOfTheFileAndEachRevisionIsAnswered() throws Exception {
        // given
        Topic topic = new Topic();
        assertThat(watch.follow(topic, time -> false)).isPresent();
        assertThat(topic.answers).containsExactly("applied 0");

        // when
        topic.now = settings(1, "yard", "rtsp://192.0.2.2/");
        watch.look();
        watch.look();

        // then
        assertThat(changes).extracting(SettingsChange::text).containsExactly("cameras added: yard; removed: gate");
        assertThat(topic.answers).containsExactly("applied 0", "applied 1");
    }

    @Test
    void aRevisionWithAnErrorIsRefusedWithTheCameraItsKeyAndTheValue() throws Exception {
        Topic topic = new Topic();
        watch.follow(topic, time -> false);

        topic.now = new LiveSettings(
                1,
                "ann",
                Instant.EPOCH,
                new TreeMap<>(Map.of("camera/yard", "{\"url\":\"rtsp://192.0.2.2/\",\"fps\":\"many\"}")));
        watch.look();

        assertThat(changes).isEmpty();
        assertThat(topic.answers).last().asString().startsWith("refused 1: ").contains("camera yard.fps", "many");
    }

    @Test
    void fromTheFirstRevisionOnTheCamerasOfTheFileDoNotCount() throws Exception {
        Topic topic = new Topic();
        watch.follow(topic, time -> false);
        topic.now = settings(1, "yard", "rtsp://192.0.2.2/");
        watch.look();
        changes.clear();

        edit("cameras:\n" + GATE);

        assertThat(changes).isEmpty();
        assertThat(watch.aside(topic.now)).contains("cameras", "camera-defaults", "profiles", "alarm rules");
    }

    @Test
    void aStartBeginsWithTheTopicAndTheLoginOfACameraStaysInTheFile() throws Exception {
        // given
        write("cameras:\n" + GATE.replace("//", "//ann:secret@"));
        watch = watch(changes::add);
        Topic topic = new Topic();
        topic.now = settings(4, "gate", "rtsp://${gate}@192.0.2.1/stream2");

        // when
        HawkeyeConfig config = watch.follow(topic, time -> false).orElseThrow();

        // then
        assertThat(config.cameras())
                .extracting(CameraConfig::url)
                .containsExactly("rtsp://ann:secret@192.0.2.1/stream2");
        assertThat(topic.answers).containsExactly("applied 4");
    }

    @Test
    void aStartWaitsUntilSettingsWithAnErrorAreMended() throws Exception {
        // given
        Topic topic = new Topic();
        topic.now = new LiveSettings(1, "ann", Instant.EPOCH, new TreeMap<>(Map.of("camera/yard", "{\"url\":\"\"}")));

        // when: somebody mends them while the start waits
        HawkeyeConfig config = watch.follow(topic, time -> {
                    topic.now = settings(2, "yard", "rtsp://192.0.2.2/");
                    return false;
                })
                .orElseThrow();

        // then
        assertThat(config.cameras()).extracting(CameraConfig::id).containsExactly("yard");
        assertThat(topic.answers).hasSize(2).last().isEqualTo("applied 2");
    }

    @Test
    void aProfileComesAndGoesByTheClockOfTheSite() throws Exception {
        // given
        write("console: {time-zone: Europe/Berlin}\n"
                + "profiles: {night: {when: ['22:00-06:00'], camera-defaults: {fps: 1}, cameras: {gate: {max-width: 640}}}}\n"
                + "cameras:\n" + GATE + YARD);
        AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-07-01T19:59:59Z"));
        ConfigReader before = reader();
        watch = new SettingsWatch(file, this::reader, before, before.read(), changes::add, clock(time));
        Topic topic = new Topic();
        watch.follow(topic, pause -> false);
        watch.look();
        assertThat(changes).isEmpty();

        // when
        time.set(Instant.parse("2026-07-01T20:00:00Z"));
        watch.look();
        watch.look();

        // then
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.changed()).containsExactly("gate", "yard");
            assertThat(change.after().cameras()).extracting(CameraConfig::fps).containsExactly(1.0, 1.0);
            assertThat(change.after().cameras())
                    .extracting(CameraConfig::maxWidth)
                    .containsExactly(640, 1280);
        });
        time.set(Instant.parse("2026-07-02T04:00:00Z"));
        watch.look();
        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).after()).isEqualTo(changes.get(0).before());
        assertThat(topic.answers).containsExactly("applied 0", "applied 0 under night", "applied 0");
    }

    @Test
    void aProfileByHandStaysWhateverTheClockSays() throws Exception {
        // given
        Topic topic = new Topic();
        watch.follow(topic, pause -> false);

        // when
        topic.now = new LiveSettings(
                1,
                "ann",
                Instant.EPOCH,
                new TreeMap<>(Map.of(
                        "camera/gate", "{\"url\":\"rtsp://192.0.2.1/\"}",
                        "profiles", "{\"closed\":{\"camera-defaults\":{\"fps\":\"2\"}}}",
                        "profile", "{\"use\":\"closed\"}")));
        watch.look();
        watch.look();

        // then
        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.after().cameras())
                        .extracting(CameraConfig::fps)
                        .containsExactly(2.0));
        assertThat(topic.answers).last().isEqualTo("applied 1 under closed");
    }

    @Test
    void aProfileByHandThatIsNoneIsRefusedAndEverythingRunsOn() throws Exception {
        // given
        Topic topic = new Topic();
        watch.follow(topic, pause -> false);

        // when: somebody else than us writes to the topic
        topic.now = new LiveSettings(1, "eve", Instant.EPOCH, new TreeMap<>(Map.of("profile", "closed: [")));
        watch.look();
        watch.look();

        // then
        assertThat(changes).isEmpty();
        assertThat(topic.answers).last().asString().startsWith("refused 1: profile, line 1: not YAML");
    }

    @Test
    void aCameraThatIsNoYamlIsRefusedByItsName() throws Exception {
        Topic topic = new Topic();
        watch.follow(topic, pause -> false);

        topic.now = new LiveSettings(1, "eve", Instant.EPOCH, new TreeMap<>(Map.of("camera/yard", "no keys")));
        watch.look();

        assertThat(topic.answers).last().asString().startsWith("refused 1: ").contains("camera yard: keys and values");
    }

    @Test
    void anErrorInAProfileIsFoundBeforeItsTime() throws IOException {
        edit("profiles: {night: {camera-defaults: {fps: 5000}}}\ncameras:\n" + GATE + YARD);
        assertThat(changes).isEmpty();

        assertThatThrownBy(() -> reader().read())
                .hasMessageContaining("profile night: camera-defaults.fps")
                .hasMessageContaining("5000");
    }

    private static LiveSettings settings(long revision, String id, String url) {
        return new LiveSettings(
                revision, "ann", Instant.EPOCH, new TreeMap<>(Map.of("camera/" + id, "{\"url\":\"" + url + "\"}")));
    }

    private static Clock clock(AtomicReference<Instant> time) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    /** A topic that has been read. */
    private static final class Topic implements FollowedSettings {
        private final List<String> answers = new ArrayList<>();
        private LiveSettings now = LiveSettings.NONE;

        @Override
        public boolean awaitFirst(Duration longest) {
            return true;
        }

        @Override
        public LiveSettings current() {
            return now;
        }

        @Override
        public void applied(long revision, String profile) {
            answers.add("applied " + revision + (profile == null ? "" : " under " + profile));
        }

        @Override
        public void refused(long revision, String reason) {
            answers.add("refused " + revision + ": " + reason);
        }
    }

    private void edit(String text) throws IOException {
        write(text);
        watch.look();
        watch.look();
    }

    /** As editors do: another file in its place. */
    private void write(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), "detector: {model: model.onnx}\n" + text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
