package dev.hawkeye.console.api;

import java.util.List;

/**
 * What events can be filtered by.
 *
 * @param cameras those that are known, and those of events, by id
 * @param classes those of events and of what was counted lately, by name
 */
public record EventFiltersView(List<String> cameras, List<String> classes) {}
