package dev.hawkeye.site.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.site.config.CameraTexts;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.yaml.SettingText;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The camera settings on {@code site-settings} at one revision. Immutable.
 *
 * @param revision number of changes; 0 while the topic has none and only hawkeye.yaml is in effect
 * @param by author of the last change
 * @param at time of the last change
 * @param texts keys and values of each camera, of the defaults and the profiles, by {@link SettingKeys}; in YAML's JSON
 *     form
 */
public record LiveSettings(long revision, String by, Instant at, SortedMap<String, String> texts) {
    /** The origin of the cameras, see {@link ConfigReader#setBy}. */
    public static final String ORIGIN = "site-settings";

    /** Selects no profile manually. */
    public static final String NO_PROFILE = "none";

    /** Selects the profile by time. */
    public static final String BY_TIME = "auto";

    /** The settings before the first change. */
    public static final LiveSettings NONE = new LiveSettings(0, "", Instant.EPOCH, new TreeMap<>());

    private static final String USE = "use";
    private static final Pattern CAMERA_NUMBER = Pattern.compile("\\bcameras\\[(\\d{1,6})]");

    public LiveSettings {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** Whether only hawkeye.yaml is in effect. */
    public boolean isNone() {
        return revision == 0;
    }

    /** Their name in messages. */
    public String origin() {
        return ORIGIN + ", revision " + revision;
    }

    /** The initial texts from the settings of a file, see {@link SettingsDesk.Seed}. */
    public static SortedMap<String, String> seed(CameraTexts texts) {
        SortedMap<String, String> byKey = new TreeMap<>();
        byKey.put(SettingKeys.CAMERA_DEFAULTS, texts.defaults());
        byKey.put(SettingKeys.PROFILES, texts.profiles());
        byKey.put(SettingKeys.VALUES, texts.values());
        texts.byId().forEach((id, text) -> byKey.put(SettingKeys.camera(id), text));
        return byKey;
    }

    /** The texts with all settings replaced by those of a file, except for a manually selected profile. */
    public static SortedMap<String, String> replaced(SortedMap<String, String> texts, CameraTexts file) {
        SortedMap<String, String> replaced = seed(file);
        if (texts.containsKey(SettingKeys.PROFILE)) {
            replaced.put(SettingKeys.PROFILE, texts.get(SettingKeys.PROFILE));
        }
        return replaced;
    }

    /** Lays these settings over the layers below; not for {@link #isNone()}. */
    public ConfigReader layOver(ConfigReader reader) {
        SortedMap<String, String> cameras = new TreeMap<>();
        texts.forEach((key, text) -> {
            if (SettingKeys.isCamera(key)) {
                cameras.put(SettingKeys.cameraId(key), text);
            }
        });
        String defaults = texts.getOrDefault(SettingKeys.CAMERA_DEFAULTS, "{}");
        String profiles = texts.getOrDefault(SettingKeys.PROFILES, "{}");
        String values = texts.getOrDefault(SettingKeys.VALUES, "{}");
        reader.cameras(new CameraTexts(defaults, values, profiles, cameras), ORIGIN);
        return reader.profile(byHand().filter(name -> !name.equals(NO_PROFILE)).orElse(null));
    }

    /** The manually selected profile, which may be {@value #NO_PROFILE}; empty if selected by time. */
    public Optional<String> byHand() {
        return Optional.ofNullable(texts.get(SettingKeys.PROFILE))
                .map(text ->
                        SettingText.object(text, SettingKeys.PROFILE).path(USE).asText(""))
                .filter(name -> !name.isEmpty());
    }

    /** Whether these keys consist of a manually selected profile and nothing else. */
    static boolean isByHand(ObjectNode keys) {
        return keys.size() == 1 && !keys.path(USE).asText().isEmpty();
    }

    /** The texts with another profile selection: a name, {@value #NO_PROFILE}, or {@value #BY_TIME}. */
    public static SortedMap<String, String> withProfile(SortedMap<String, String> texts, String name) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        if (name.equals(BY_TIME)) {
            changed.remove(SettingKeys.PROFILE);
        } else {
            changed.put(
                    SettingKeys.PROFILE,
                    JsonNodeFactory.instance.objectNode().put(USE, name).toString());
        }
        return changed;
    }

    /** A message of the reader, with camera ids in place of indexes. */
    public String named(String message) {
        List<String> ids = SettingKeys.cameraIds(texts.keySet());
        return CAMERA_NUMBER.matcher(message).replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            return number < ids.size() ? Matcher.quoteReplacement("camera " + ids.get(number)) : found.group();
        });
    }
}
