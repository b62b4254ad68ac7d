package dev.hawkeye.console.admin;

import java.util.List;

/**
 * A past change of settings.
 *
 * @param by author
 * @param at time, epoch milliseconds
 * @param what description in a few words
 * @param undoes the revision that it undoes; 0 for none
 */
public record SettingsChanged(long revision, String by, long at, String what, long undoes, List<Edit> edits) {
    /**
     * @param key the key as in {@link SettingsEdit}
     * @param before YAML; null if it was not set
     * @param after YAML; null if it was removed
     */
    public record Edit(String key, String before, String after) {}
}
