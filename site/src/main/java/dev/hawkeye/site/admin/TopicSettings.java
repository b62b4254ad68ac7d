package dev.hawkeye.site.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.console.admin.SettingsBook;
import dev.hawkeye.console.admin.SettingsChanged;
import dev.hawkeye.console.admin.SettingsEdit;
import dev.hawkeye.console.admin.SettingsNow;
import dev.hawkeye.console.admin.SettingsState;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.change.SettingsSource;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.Revision;
import dev.hawkeye.site.settings.RunningCameras;
import dev.hawkeye.site.settings.ServiceStates;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.settings.SettingsDesk;
import dev.hawkeye.site.settings.StaleSettings;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.SettingText;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The settings on {@code site-settings}, for the console. Each call opens and closes its own clients; only the state of
 * the services, which all pages request, is cached briefly. Thread-safe.
 */
final class TopicSettings implements SettingsBook {
    private static final int UNAVAILABLE = 503;
    private static final long FRESH_NANOS = 2_000_000_000L;
    /** The first change writes two revisions: the original cameras, and itself. */
    private static final long SEED = 1;

    private final Supplier<Map<String, Object>> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final SettingsSource source;

    /** Guarded by this, like all below. */
    private SettingsState state;

    private long stateNanos;

    TopicSettings(Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry, SettingsSource source) {
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
        this.source = source;
    }

    private SettingsDesk desk() {
        RunningCameras seed = new RunningCameras(
                kafka.get(),
                topics,
                registry,
                () -> source.reader(null, LiveSettings.NONE).cameraTexts(SettingKeys.VALUE_PATHS));
        return new SettingsDesk(kafka.get(), topics, registry, seed, this::check);
    }

    private void check(LiveSettings live) {
        try {
            source.reader(null, live).read();
        } catch (ConfigException e) {
            throw e.map(live::named);
        }
    }

    @Override
    public SettingsNow now() {
        LiveSettings live = KafkaAnswers.of(kafka, () -> desk().current());
        try {
            return now(live);
        } catch (ConfigException e) {
            throw new ApiException(
                    UNAVAILABLE,
                    live.origin() + " cannot be shown: " + e.getMessage()
                            + "; undo that with `./hawkeye settings undo`, or set it");
        }
    }

    private SettingsNow now(LiveSettings live) {
        SortedMap<String, String> texts = live.isNone() ? ofFile() : live.texts();
        SortedMap<String, JsonNode> cameras = new TreeMap<>();
        SettingKeys.cameraIds(texts.keySet()).forEach(id -> cameras.put(id, object(SettingKeys.camera(id), texts)));
        return new SettingsNow(
                live.revision(),
                by(live),
                at(live),
                cameras,
                object(SettingKeys.CAMERA_DEFAULTS, texts),
                object(SettingKeys.VALUES, texts),
                object(SettingKeys.PROFILES, texts),
                live.byHand().orElse(null));
    }

    private SortedMap<String, String> ofFile() {
        try {
            return LiveSettings.seed(source.reader(null, LiveSettings.NONE).cameraTexts(SettingKeys.VALUE_PATHS));
        } catch (UserException e) {
            throw new ApiException(
                    UNAVAILABLE, "the cameras of the configuration file cannot be shown: " + e.getMessage());
        }
    }

    private static ObjectNode object(String key, SortedMap<String, String> texts) {
        return SettingText.object(texts.getOrDefault(key, "{}"), key);
    }

    private static String by(LiveSettings live) {
        return live.isNone() ? null : live.by();
    }

    private static Long at(LiveSettings live) {
        return live.isNone() ? null : live.at().toEpochMilli();
    }

    @Override
    public synchronized SettingsState state() {
        if (state == null || System.nanoTime() - stateNanos > FRESH_NANOS) {
            state = KafkaAnswers.of(kafka, this::read);
            stateNanos = System.nanoTime();
        }
        return state;
    }

    private SettingsState read() throws InterruptedException {
        LiveSettings live = desk().current();
        try (ServiceStates states = ServiceStates.open(kafka.get(), topics, registry)) {
            return new SettingsState(
                    live.revision(),
                    by(live),
                    at(live),
                    states.ofRunning().stream().map(TopicSettings::view).toList());
        }
    }

    private static SettingsState.Instance view(SiteStatus status) {
        return new SettingsState.Instance(
                status.getInstance(),
                status.getService(),
                status.getState().name(),
                status.getRevision(),
                status.getProfile(),
                status.getReason());
    }

    @Override
    public long change(long base, String by, List<SettingsEdit> edits) {
        List<Written> written = edits.stream().map(Written::of).toList();
        String what = Written.words(written);
        return changed(
                written,
                by,
                desk -> desk.change(OptionalLong.of(Math.max(SEED, base)), by, what, texts -> {
                    written.forEach(each -> each.into(texts));
                    return texts;
                }));
    }

    @Override
    public long undo(long revision, String by) {
        return changed(List.of(), by, desk -> desk.undo(OptionalLong.of(revision), by));
    }

    /** An operation at the desk. */
    private interface Change {
        Revision at(SettingsDesk desk) throws InterruptedException;
    }

    private long changed(List<Written> written, String by, Change change) {
        return KafkaAnswers.of(kafka, () -> {
            SettingsDesk desk = desk();
            try {
                Revision made = change.at(desk);
                new Answers(kafka.get(), topics, registry)
                        .await(made, () -> desk.undo(OptionalLong.of(made.number()), by));
                return made.number();
            } catch (StaleSettings e) {
                throw ChangeRefused.stale(e.getMessage(), desk.current().revision());
            } catch (ConfigException e) {
                throw ChangeRefused.invalid(e.lines().stream()
                        .map(line -> Written.problem(line, written))
                        .toList());
            } catch (UserException e) {
                throw ChangeRefused.conflict(e.getMessage());
            }
        });
    }

    @Override
    public List<SettingsChanged> history() {
        return KafkaAnswers.of(kafka, () -> desk().history()).stream()
                .map(TopicSettings::view)
                .toList();
    }

    private static SettingsChanged view(Revision revision) {
        return new SettingsChanged(
                revision.number(),
                revision.by(),
                revision.at().toEpochMilli(),
                revision.what(),
                revision.undoes(),
                revision.edits().stream()
                        .map(edit -> new SettingsChanged.Edit(
                                edit.key(), yaml(edit.key(), edit.before()), yaml(edit.key(), edit.after())))
                        .toList());
    }

    /** Formats a setting as YAML; invalid text that others have written to the topic is shown as it is. */
    private static String yaml(String key, String text) {
        try {
            return text == null ? null : SettingText.yaml(SettingText.object(text, key));
        } catch (ConfigException e) {
            return text;
        }
    }
}
