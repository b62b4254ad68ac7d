package dev.hawkeye.site.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Keys of the topic {@code site-settings}. */
public final class SettingKeys {
    /** The defaults of all cameras. */
    public static final String CAMERA_DEFAULTS = "camera-defaults";

    /** The profiles, by name. */
    public static final String PROFILES = "profiles";

    /** The manually selected profile: {@code use} with a name or none. Without this key, the time decides. */
    public static final String PROFILE = "profile";

    /** Values of keys that apply to all cameras, by path: see {@link #VALUE_PATHS}. */
    public static final String VALUES = "values";

    /** The rules of alarms. */
    public static final String RULES = "notify.rules";

    /** The keys for all cameras that can change at run time. */
    public static final List<String> VALUE_PATHS = List.of(
            "ingest.gate.recheck",
            "ingest.gate.audit",
            "ingest.gate.target",
            "detector.confidence",
            "detector.iou",
            "detector.max-detections",
            "detector.multi-label",
            "aggregator.events",
            "aggregator.confirm",
            "aggregator.confirm-of",
            "aggregator.leave-after",
            "aggregator.keyframe-interval",
            "aggregator.keyframe-budget",
            "aggregator.keyframe-budget-period",
            RULES);

    private static final Set<String> WHOLE = Set.of(CAMERA_DEFAULTS, PROFILES, PROFILE, VALUES);
    private static final String CAMERA = "camera/";
    private static final String CHANGE = "change/";

    private SettingKeys() {}

    /** The key of a camera. */
    public static String camera(String id) {
        return CAMERA + id;
    }

    /** Whether it is the key of a setting, not of the history. */
    static boolean isSetting(String key) {
        return WHOLE.contains(key) || isCamera(key);
    }

    /** Whether it is the key of a camera. */
    public static boolean isCamera(String key) {
        return key.startsWith(CAMERA);
    }

    /** The camera id in a key. */
    public static String cameraId(String key) {
        return key.substring(CAMERA.length());
    }

    /** The ids of the cameras among these keys. */
    public static List<String> cameraIds(Collection<String> keys) {
        return keys.stream()
                .filter(SettingKeys::isCamera)
                .map(SettingKeys::cameraId)
                .toList();
    }

    static boolean isChange(String key) {
        return key.startsWith(CHANGE);
    }

    /** The key of an edit in a revision; keys sort in order of revision and index. */
    static String change(long revision, int index) {
        return String.format(Locale.ROOT, "%s%012d/%05d", CHANGE, revision, index);
    }
}
