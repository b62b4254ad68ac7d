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
 * The settings of cameras as {@code site-settings} has them at one revision. Immutable.
 *
 * @param revision counts the changes; 0 while the topic has none, and hawkeye.yaml alone is in effect
 * @param by who changed it last
 * @param at when
 * @param texts keys and values of each camera, of their defaults and profiles, by {@link SettingKeys}; in YAML's JSON form
 */
public record LiveSettings(long revision, String by, Instant at, SortedMap<String, String> texts) {
    /** What has set the cameras, see {@link ConfigReader#setBy}. */
    public static final String ORIGIN = "site-settings";

    /** By hand, no profile. */
    public static final String NO_PROFILE = "none";

    /** The profile whose time it is. */
    public static final String BY_TIME = "auto";

    /** Before the first change. */
    public static final LiveSettings NONE = new LiveSettings(0, "", Instant.EPOCH, new TreeMap<>());

    private static final String USE = "use";
    private static final Pattern CAMERA_NUMBER = Pattern.compile("\\bcameras\\[(\\d{1,6})]");

    public LiveSettings {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** Whether hawkeye.yaml alone is in effect. */
    public boolean isNone() {
        return revision == 0;
    }

    /** Names them in messages. */
    public String origin() {
        return ORIGIN + ", revision " + revision;
    }

    /** Begins with the settings of a file, see {@link SettingsDesk.Seed}. */
    public static SortedMap<String, String> seed(CameraTexts texts) {
        SortedMap<String, String> byKey = new TreeMap<>();
        byKey.put(SettingKeys.CAMERA_DEFAULTS, texts.defaults());
        byKey.put(SettingKeys.PROFILES, texts.profiles());
        byKey.put(SettingKeys.VALUES, texts.values());
        texts.byId().forEach((id, text) -> byKey.put(SettingKeys.camera(id), text));
        return byKey;
    }

    /** The settings of these, over those of the layers below; not for {@link #isNone()}. */
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

    /** The profile that is in use by hand, {@value #NO_PROFILE} among them; empty while time decides. */
    public Optional<String> byHand() {
        return Optional.ofNullable(texts.get(SettingKeys.PROFILE))
                .map(text ->
                        SettingText.object(text, SettingKeys.PROFILE).path(USE).asText(""))
                .filter(name -> !name.isEmpty());
    }

    /** Whether these keys name a profile that is in use by hand, and nothing else. */
    static boolean isByHand(ObjectNode keys) {
        return keys.size() == 1 && !keys.path(USE).asText().isEmpty();
    }

    /** The texts with another profile by hand: its name, {@value #NO_PROFILE}, or {@value #BY_TIME}. */
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

    /** A message of the reader, with the ids of cameras in the place of their numbers. */
    public String named(String message) {
        List<String> ids = SettingKeys.cameraIds(texts.keySet());
        return CAMERA_NUMBER.matcher(message).replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            return number < ids.size() ? Matcher.quoteReplacement("camera " + ids.get(number)) : found.group();
        });
    }
}
