package dev.hawkeye.site.change;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the settings of cameras follow the configuration file while a process runs. A file that has changed, and has then stayed the same
 * from one look to the next, is read as at a start, by the same checks. It is applied as a whole or not at all: with an error
 * in it, or with a change that takes a restart, everything goes on as before, and the log says why.
 *
 * <p>It compares contents, not times of change: editors and Kubernetes put another file in its place. Used by one thread.
 */
public final class ConfigWatch {
    private static final Logger log = LoggerFactory.getLogger(ConfigWatch.class);

    private final Path file;
    private final Supplier<ConfigReader> reader;
    private final Consumer<SettingsChange> apply;
    private HawkeyeConfig running;
    private Map<String, String> values;
    private byte[] known;
    private byte[] seen;

    /**
     * @param file of the settings; null if there is none, which then never changes
     * @param reader returns one that has read the file, and knows what else applies
     * @param before the one that the settings of now are from
     * @param running the settings of now
     * @param apply told of a change that takes no restart; may refuse it, by a {@link UserException}, before it is in effect
     */
    public ConfigWatch(
            Path file,
            Supplier<ConfigReader> reader,
            ConfigReader before,
            HawkeyeConfig running,
            Consumer<SettingsChange> apply) {
        this.file = file;
        this.reader = reader;
        this.running = running;
        this.values = values(before);
        this.apply = apply;
        this.known = content();
        this.seen = known;
    }

    /** Looks at the file, and applies it if it has changed; to be called about every second. */
    public void look() {
        byte[] now = content();
        if (now == null || Arrays.equals(now, known)) {
            return;
        }
        boolean isStable = Arrays.equals(now, seen);
        seen = now;
        if (isStable) {
            known = now;
            follow();
        }
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

    private void follow() {
        ConfigReader read = reader.get();
        HawkeyeConfig now;
        try {
            now = read.read();
        } catch (ConfigException e) {
            log.error("{} has changed and is refused; everything runs on as before:\n{}", file, e.getMessage());
            return;
        }
        SettingsChange change = new SettingsChange(running, now);
        Map<String, String> valuesNow = values(read);
        if (change.isNone()) {
            log.debug("{} has changed, and says the same", file);
        } else if (!change.needsRestart().isEmpty()) {
            log.error(
                    "{} has changed and is not applied, since a part takes effect at a start only: {}; restart, or take that back",
                    file,
                    String.join(", ", fixedKeys(change, valuesNow)));
        } else if (apply(change)) {
            values = valuesNow;
        }
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

    /** The first thing that can refuse a change is asked first, so that nothing of it is in effect then. */
    private boolean apply(SettingsChange change) {
        try {
            apply.accept(change);
            running = change.after();
            log.info("{} has changed: {}", file, change.text());
            return true;
        } catch (UserException e) {
            log.error("{} has changed and is refused; everything runs on as before: {}", file, e.getMessage());
            return false;
        }
    }
}
