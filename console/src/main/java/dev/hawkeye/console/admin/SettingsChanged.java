package dev.hawkeye.console.admin;

import java.util.List;

/**
 * A change of settings that was made.
 *
 * @param by who made it
 * @param at when, epoch milliseconds
 * @param what in a few words
 * @param undoes the revision that it takes back; 0 if it takes none back
 */
public record SettingsChanged(long revision, String by, long at, String what, long undoes, List<Edit> edits) {
    /**
     * @param key as in {@link SettingsEdit}
     * @param before YAML; null if it was not set
     * @param after YAML; null if it was removed
     */
    public record Edit(String key, String before, String after) {}
}
