package dev.hawkeye.site.settings;

import dev.hawkeye.site.config.CameraTexts;
import dev.hawkeye.site.config.ConfigReader;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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
 * @param texts keys and values of {@link SettingKeys#CAMERA_DEFAULTS} and of each camera, by {@link SettingKeys}; in YAML's
 *     JSON form
 */
public record LiveSettings(long revision, String by, Instant at, SortedMap<String, String> texts) {
    /** What has set the cameras, see {@link ConfigReader#setBy}. */
    public static final String ORIGIN = "site-settings";

    /** Before the first change. */
    public static final LiveSettings NONE = new LiveSettings(0, "", Instant.EPOCH, new TreeMap<>());

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
        return reader.cameras(new CameraTexts(defaults, cameras), ORIGIN);
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
