package dev.hawkeye.console.api;

/**
 * The settings that do not change while the console runs.
 *
 * @param timeZone zone in which times are shown, as named by the tz database or ISO 8601
 * @param window length of a window of counts, milliseconds
 * @param advance time from one window to the next, milliseconds
 * @param history how long final windows are kept, milliseconds; 0 for none
 */
public record SiteView(String timeZone, long window, long advance, long history) {}
