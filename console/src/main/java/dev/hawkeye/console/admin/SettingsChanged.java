package dev.hawkeye.console.admin;

/**
 * What one change did to one key. A change of several keys has several of these, with the same revision.
 *
 * @param by who made it
 * @param at when, epoch milliseconds
 * @param key camera/ID or camera-defaults
 * @param before YAML; null if it was not set
 * @param after YAML; null if it was removed
 */
public record SettingsChanged(long revision, String by, long at, String key, String before, String after) {}
