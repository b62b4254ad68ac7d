package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.console.admin.SettingsEdit;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.SettingText;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * An edit in the form written to the topic.
 *
 * @param key one of {@link SettingKeys}
 * @param text null to remove it
 */
record Written(String key, String text) {
    private static final String CAMERA = SettingKeys.camera("");
    private static final List<String> OTHERS =
            List.of(SettingKeys.CAMERA_DEFAULTS, SettingKeys.VALUES, SettingKeys.PROFILES, SettingKeys.PROFILE);
    private static final int MOST_WORDS = 3;

    /** @throws ChangeRefused when its key cannot be set */
    static Written of(SettingsEdit edit) {
        String key = edit.key();
        boolean isNull = edit.value() == null || edit.value().isNull();
        if (!isCamera(key) && !OTHERS.contains(key)) {
            throw refused(key, "must be camera/ID or one of " + OTHERS + ", got: " + key);
        }
        if (isNull) {
            return new Written(key, null);
        }
        try {
            var keys = SettingText.object(edit.value().toString(), key);
            return new Written(key, (isCamera(key) ? keys.put("id", SettingKeys.cameraId(key)) : keys).toString());
        } catch (ConfigException e) {
            throw refused(key, e.getMessage());
        }
    }

    private static ChangeRefused refused(String key, String message) {
        return ChangeRefused.invalid(List.of(new ChangeRefused.Problem(key, message)));
    }

    private static boolean isCamera(String key) {
        return key.startsWith(CAMERA) && key.length() > CAMERA.length();
    }

    void into(SortedMap<String, String> texts) {
        if (text == null) {
            texts.remove(key);
        } else {
            texts.put(key, text);
        }
    }

    /** A short description, such as "camera/gate; camera/yard removed". */
    static String words(List<Written> all) {
        String first = all.stream()
                .limit(MOST_WORDS)
                .map(each -> each.text == null ? each.key + " removed" : each.key)
                .collect(Collectors.joining("; "));
        return all.size() > MOST_WORDS ? first + " and " + (all.size() - MOST_WORDS) + " more" : first;
    }

    /** Assigns an error to the key that it concerns, if that is among these. */
    static ChangeRefused.Problem problem(String message, List<Written> all) {
        String line = message.replaceFirst("^" + LiveSettings.ORIGIN + ": ", "");
        for (Written each : all) {
            String name = isCamera(each.key) ? "camera " + SettingKeys.cameraId(each.key) : each.key;
            int at = line.indexOf(name + ".");
            if (at >= 0) {
                String rest = line.substring(at + name.length() + 1);
                return new ChangeRefused.Problem(each.key + "." + rest.split("[\\s:;]", 2)[0], line);
            }
        }
        return new ChangeRefused.Problem(all.size() == 1 ? all.get(0).key : "", line);
    }
}
