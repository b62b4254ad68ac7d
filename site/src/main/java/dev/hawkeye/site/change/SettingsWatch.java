package dev.hawkeye.site.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.Profiles;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.settings.FollowedSettings;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.yaml.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changes of camera settings at run time, from the configuration file, {@code site-settings} and the times of
 * profiles. Changes are read as at a start, with the same checks. A change is applied as a whole or not at all: if it
 * has an error, or requires a restart, everything continues as before, and the reason is logged; for a revision of
 * {@code site-settings}, it is also reported on {@code site-status}.
 *
 * <p>From the first revision on, the cameras of the file are outdated and ignored. A changed file is read once it has
 * stayed the same from one look to the next. Its content is compared, not its modification time, because editors and
 * Kubernetes replace the file. An empty file is refused: it is what a full disk leaves of one that is written, and would
 * remove all cameras. Not thread-safe.
 */
public final class SettingsWatch {
    private static final Logger log = LoggerFactory.getLogger(SettingsWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What can change besides cameras and {@link SettingKeys#VALUE_PATHS}. */
    private static final List<String> IN_FILE_ONLY = List.of("profiles", "notify.targets", "notify.secrets");

    private static final String AS_BEFORE = "everything runs on as before";

    /** An editor may remove the file before it writes the new one. */
    private static final int LOOKS_BEFORE_MISSED = 3;

    private final Path file;
    private final SettingsSource source;
    private final Consumer<SettingsChange> apply;
    private final Clock clock;
    private Reading running;
    private FollowedSettings follower;
    private byte[] accepted;
    private byte[] known;
    private byte[] seen;
    private int missed;
    private long handledRevision;
    private String refusedProfile = "";

    /**
     * The settings as read at one time.
     *
     * @param values by key, without secrets
     * @param profile applied to {@code config}; null for none
     */
    private record Reading(HawkeyeConfig config, Map<String, String> values, Profiles profiles, String profile) {}

    /**
     * @param file of the settings; null if there is none
     * @param before the reader of the current settings
     * @param running the current settings
     * @param apply called with a change that requires no restart; may refuse it with a {@link UserException} before it
     *     takes effect
     */
    public SettingsWatch(
            Path file,
            SettingsSource source,
            ConfigReader before,
            HawkeyeConfig running,
            Consumer<SettingsChange> apply) {
        this(file, source, before, running, apply, Clock.systemUTC());
    }

    /** @param clock for the times of profiles */
    SettingsWatch(
            Path file,
            SettingsSource source,
            ConfigReader before,
            HawkeyeConfig running,
            Consumer<SettingsChange> apply,
            Clock clock) {
        this.file = file;
        this.source = source;
        this.apply = apply;
        this.clock = clock;
        this.running = new Reading(running, values(before), before.profiles(), null);
        this.known = content();
        this.seen = known;
        this.accepted = known;
    }

    /** The source of the settings; may be called by any thread. */
    public SettingsSource source() {
        return source;
    }

    /**
     * Follows {@code site-settings} as well from now on, and waits until it has been read. If its settings are invalid,
     * waits for a correction, since there are no earlier ones to use.
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
        long refused = -1;
        while (true) {
            LiveSettings live = topic.current();
            try {
                running = read(accepted, live);
                handledRevision = live.revision();
                topic.applied(live.revision(), running.profile());
                if (!live.isNone()) {
                    log.info(
                            "The {} cameras are those of {}; those in the configuration file are ignored",
                            running.config().cameras().size(),
                            live.origin());
                }
                return Optional.of(running.config());
            } catch (ConfigException e) {
                if (refused != live.revision()) {
                    refused = live.revision();
                    refuse(live, e, "nothing starts until that is fixed");
                }
            }
            if (pauses.await(PAUSE)) {
                return Optional.empty();
            }
        }
    }

    /** Checks the file, the topic and the clock, and applies changes. Call it about every second. */
    public void look() {
        LiveSettings live = follower == null ? LiveSettings.NONE : follower.current();
        byte[] now = content();
        noteMissing(now);
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
        followTime(live);
    }

    private void noteMissing(byte[] now) {
        missed = now == null && file != null ? missed + 1 : 0;
        if (missed == LOOKS_BEFORE_MISSED) {
            log.warn(
                    "{} is gone or cannot be read, {}, and no change of it takes effect: check that it is there, and"
                            + " its permissions",
                    file,
                    AS_BEFORE);
        }
    }

    /** @return null while there is no readable file */
    private byte[] content() {
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ConfigReader.MAX_FILE_BYTES + 1); // the reader rejects a longer one
        } catch (IOException e) {
            log.debug("{} cannot be read now", file, e);
            return null;
        }
    }

    private void followFile(byte[] content, LiveSettings live) {
        try {
            refuseEmpty(content);
            String text = take(read(content, live));
            accepted = content;
            log.info("{} has changed: {}{}", file, text, live.isNone() ? "" : aside(live));
        } catch (UserException e) {
            e.lines()
                    .forEach(line ->
                            log.error("{} has changed and is refused, {}: {}", file, AS_BEFORE, live.named(line)));
        }
    }

    private static void refuseEmpty(byte[] content) {
        if (new String(content, UTF_8).isBlank()) {
            throw new ConfigException("it is empty, as if the disk had been full when it was written; to run without"
                    + " cameras, write cameras: []");
        }
    }

    /** What of the file does not count, and how to make it count. */
    String aside(LiveSettings live) {
        return "; its cameras, camera-defaults and profiles, and other settings that are on the topic, such as alarm rules,"
                + " are ignored in favor of " + live.origin() + ": `./hawkeye settings apply " + file
                + "` applies them";
    }

    private void followTopic(LiveSettings live) {
        try {
            String text = take(read(accepted, live));
            follower.applied(live.revision(), running.profile());
            log.info("{} by {}: {}", live.origin(), live.by(), text);
        } catch (UserException e) {
            refuse(live, e, AS_BEFORE);
        }
    }

    private void followTime(LiveSettings live) {
        String before = running.profile();
        String now;
        try {
            now = profile(running.profiles(), live);
        } catch (ConfigException e) {
            return; // already refused, with its revision
        }
        if (Objects.equals(now, before) || words(now).equals(refusedProfile)) {
            return;
        }
        try {
            String text = take(read(accepted, live));
            refusedProfile = "";
            if (follower != null) {
                follower.applied(live.revision(), running.profile());
            }
            log.info("{} is over, {} begins: {}", words(before), words(running.profile()), text);
        } catch (UserException e) {
            refusedProfile = words(now); // so that it is not retried every second
            e.lines().forEach(line -> log.error("{} is refused, {}: {}", words(now), AS_BEFORE, live.named(line)));
        }
    }

    private static String words(String profile) {
        return profile == null ? "the time without a profile" : "profile " + profile;
    }

    private String profile(Profiles profiles, LiveSettings live) {
        return live.byHand()
                .or(() -> profiles.at(
                        clock.instant().atZone(running.config().console().zone())))
                .filter(name -> !name.equals(LiveSettings.NO_PROFILE))
                .orElse(null);
    }

    private void refuse(LiveSettings live, UserException why, String meanwhile) {
        List<String> lines = why.lines().stream().map(live::named).toList();
        follower.refused(live.revision(), String.join("\n", lines));
        lines.forEach(line -> log.error("{} by {} is refused, {}: {}", live.origin(), live.by(), meanwhile, line));
    }

    /** @throws ConfigException with all errors, or when something else overrides the topic */
    private Reading read(byte[] content, LiveSettings live) {
        ConfigReader reader = source.reader(content, live);
        Profiles profiles = reader.profiles();
        String profile = profile(profiles, live);
        HawkeyeConfig config = reader.profile(profile).read();
        String by = live.isNone() ? LiveSettings.ORIGIN : reader.setBy("cameras");
        if (!by.equals(LiveSettings.ORIGIN)) {
            throw new ConfigException(by + " sets the cameras, and overrides site-settings: unset it, and restart");
        }
        return new Reading(config, values(reader), profiles, profile);
    }

    /** Applies settings; returns a description of the change. */
    private String take(Reading next) {
        SettingsChange change = new SettingsChange(running.config(), next.config());
        if (!change.needsRestart().isEmpty()) {
            throw new ConfigException("some settings take effect only at a restart: "
                    + String.join(", ", fixedKeys(change, next.values())) + "; restart, or undo the change");
        }
        if (!change.isNone()) {
            // The part that can refuse a change is called first, so that a refused change has no effect.
            apply.accept(change);
        }
        running = next;
        return change.text();
    }

    /** The changed keys that require a restart; for secrets, whose values are hidden, only the section. */
    private Collection<String> fixedKeys(SettingsChange change, Map<String, String> now) {
        Map<String, String> before = running.values();
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(now.keySet());
        keys.removeIf(key -> canChange(key) || Objects.equals(before.get(key), now.get(key)));
        return keys.isEmpty() ? change.needsRestart() : keys;
    }

    private static boolean canChange(String key) {
        return key.startsWith("camera")
                || Stream.concat(IN_FILE_ONLY.stream(), SettingKeys.VALUE_PATHS.stream())
                        .anyMatch(path -> key.equals(path) || key.startsWith(path + ".") || key.startsWith(path + "["));
    }

    private static Map<String, String> values(ConfigReader reader) {
        Map<String, String> values = new HashMap<>();
        reader.settings().forEach(setting -> values.put(setting.path(), setting.shown()));
        return values;
    }
}
