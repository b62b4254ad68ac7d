package dev.hawkeye.site.settings;

/**
 * From one text of a setting to another.
 *
 * @param key one of {@link SettingKeys}
 * @param before null if there was none
 * @param after null if it is gone
 */
public record Edit(String key, String before, String after) {

    /** Back to the text before. */
    Edit reversed() {
        return new Edit(key, after, before);
    }
}
