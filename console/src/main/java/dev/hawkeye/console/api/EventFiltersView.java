package dev.hawkeye.console.api;

import java.util.List;

/**
 * What events can be filtered by.
 *
 * @param cameras known cameras, and those with events, by id
 * @param classes those of events and those counted recently, by name
 * @param places zones and lines that have events, by name
 */
public record EventFiltersView(List<String> cameras, List<String> classes, List<String> places) {}
