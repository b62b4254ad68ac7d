package dev.hawkeye.site.change;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.settings.FollowedSettings;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.yaml.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the settings of cameras follow the configuration file and {@code site-settings} while a process runs. What has changed is
 * read as at a start, by the same checks. It is applied as a whole or not at all: with an error in it, or with a change that
 * takes a restart, everything goes on as before, and the log says why; for a revision of {@code site-settings}, so does {@code
 * site-status}.
 *
 * <p>From the first revision on, the cameras of the file are those of a start long ago, and do not count. A file counts as
 * changed once it has stayed the same from one look to the next. Its content is compared, not its time of change: editors and
 * Kubernetes put another file in its place. Used by one thread.
 */
public final class SettingsWatch {
    private static final Logger log = LoggerFactory.getLogger(SettingsWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path file;
    private final SettingsSource source;
    private final Consumer<SettingsChange> apply;
    private HawkeyeConfig running;
    private Map<String, String> values;
    private FollowedSettings follower;
    private byte[] accepted;
    private byte[] known;
    private byte[] seen;
    private long handledRevision;

    /**
     * @param file of the settings; null if there is none, which then never changes
     * @param before the one that the settings of now are from
     * @param running the settings of now
     * @param apply told of a change that takes no restart; may refuse it, by a {@link UserException}, before it is in effect
     */
    public SettingsWatch(
            Path file,
            SettingsSource source,
            ConfigReader before,
            HawkeyeConfig running,
            Consumer<SettingsChange> apply) {
        this.file = file;
        this.source = source;
        this.running = running;
        this.values = values(before);
        this.apply = apply;
        this.known = content();
        this.seen = known;
        this.accepted = known;
    }

    /** What the settings are from; may be called by any thread. */
    public SettingsSource source() {
        return source;
    }

    /**
     * Follows {@code site-settings} as well from now on, and waits until it was read. Settings there that have an error are
     * waited for, since there are none before them.
     *
     * @param topic started; not owned
     * @return the settings to start with; empty if the process was asked to stop first
     */
    public Optional<HawkeyeConfig> follow(FollowedSettings topic, StartGate.Pauses pauses) throws InterruptedException {
        follower = topic;
        while (!topic.awaitFirst(PAUSE)) {
            if (pauses.await(Duration.ZERO)) {
                return Optional.empty();
            }
        }
        long refused = 0;
        while (true) {
            LiveSettings live = topic.current();
            if (live.isNone()) {
                topic.applied(0);
                return Optional.of(running);
            }
            try {
                ConfigReader read = source.reader(accepted, live);
                running = read(read, live);
                values = values(read);
                handledRevision = live.revision();
                topic.applied(live.revision());
                log.info(
                        "The {} cameras are those of {}; those of the configuration file do not count",
                        running.cameras().size(),
                        live.origin());
                return Optional.of(running);
            } catch (ConfigException e) {
                if (refused != live.revision()) {
                    refused = live.revision();
                    refuse(live, e);
                }
            }
            if (pauses.await(PAUSE)) {
                return Optional.empty();
            }
        }
    }

    /** Looks at the file and at the topic, and applies what has changed; to be called about every second. */
    public void look() {
        LiveSettings live = live();
        byte[] now = content();
        if (now != null && !Arrays.equals(now, known)) {
            boolean isStable = Arrays.equals(now, seen);
            seen = now;
            if (isStable) {
                known = now;
                followFile(now, live);
            }
        }
        if (live.revision() != handledRevision) {
            handledRevision = live.revision();
            followTopic(live);
        }
    }

    private LiveSettings live() {
        return follower == null ? LiveSettings.NONE : follower.current();
    }

    /** @return null while there is no file, or none that can be read */
    private byte[] content() {
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ConfigReader.MAX_FILE_BYTES + 1); // one that is longer is refused by the reader
        } catch (IOException e) {
            log.debug("{} cannot be read now", file, e);
            return null;
        }
    }

    private void followFile(byte[] content, LiveSettings live) {
        ConfigReader read = source.reader(content, live);
        try {
            HawkeyeConfig now = read(read, live);
            SettingsChange change = new SettingsChange(running, now);
            if (change.isNone()) {
                log.info("{} has changed, and says the same{}", file, live.isNone() ? "" : aside(live));
            } else {
                change(change, read);
                log.info("{} has changed: {}{}", file, change.text(), live.isNone() ? "" : aside(live));
            }
            accepted = content;
        } catch (UserException e) {
            e.lines()
                    .forEach(line -> log.error(
                            "{} has changed and is refused, everything runs on as before: {}", file, live.named(line)));
        }
    }

    private String aside(LiveSettings live) {
        return "; its cameras do not count, since there is " + live.origin() + ": `./hawkeye settings apply " + file
                + "` makes them count";
    }

    private void followTopic(LiveSettings live) {
        try {
            ConfigReader read = source.reader(accepted, live);
            SettingsChange change = new SettingsChange(running, read(read, live));
            if (!change.isNone()) {
                change(change, read);
            }
            follower.applied(live.revision());
            log.info("{} by {}: {}", live.origin(), live.by(), change.text());
        } catch (UserException e) {
            refuse(live, e);
        }
    }

    private void refuse(LiveSettings live, UserException why) {
        List<String> lines = why.lines().stream().map(live::named).toList();
        follower.refused(live.revision(), String.join("\n", lines));
        lines.forEach(line ->
                log.error("{} by {} is refused, everything runs on as before: {}", live.origin(), live.by(), line));
    }

    /** @throws ConfigException with all errors, or when something else overrides the topic */
    private static HawkeyeConfig read(ConfigReader reader, LiveSettings live) {
        HawkeyeConfig config = reader.read();
        String by = live.isNone() ? "" : reader.setBy("cameras");
        if (!live.isNone() && !by.equals(LiveSettings.ORIGIN)) {
            throw new ConfigException(by + " sets the cameras, and overrides site-settings: unset it, and restart");
        }
        return config;
    }

    private void change(SettingsChange change, ConfigReader read) {
        Map<String, String> valuesNow = values(read);
        if (!change.needsRestart().isEmpty()) {
            throw new ConfigException("a part takes effect at a start only: "
                    + String.join(", ", fixedKeys(change, valuesNow)) + "; restart, or take that back");
        }
        // The first thing that can refuse a change is asked first, so that nothing of it is in effect then.
        apply.accept(change);
        running = change.after();
        values = valuesNow;
    }

    /** The keys that differ and take a restart; of a secret, whose value is not shown, only the section. */
    private Collection<String> fixedKeys(SettingsChange change, Map<String, String> now) {
        Set<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> key.startsWith("camera") || Objects.equals(values.get(key), now.get(key)));
        return keys.isEmpty() ? change.needsRestart() : keys;
    }

    private static Map<String, String> values(ConfigReader reader) {
        Map<String, String> values = new HashMap<>();
        reader.settings().forEach(setting -> values.put(setting.path(), setting.shown()));
        return values;
    }
}
