package dev.hawkeye.site.settings;

/**
 * A change of a setting's text.
 *
 * @param key one of {@link SettingKeys}
 * @param before null if the setting is new
 * @param after null if the setting was removed
 */
public record Edit(String key, String before, String after) {

    /** The edit that restores the previous text. */
    Edit reversed() {
        return new Edit(key, after, before);
    }
}
