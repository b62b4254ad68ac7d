package dev.hawkeye.console.api;

import java.util.List;

/**
 * The values that events can be filtered by.
 *
 * @param cameras known cameras, and those with events, by id
 * @param classes the classes of events and classes counted recently, by name
 * @param places zones and lines that have events, by name
 */
public record EventFiltersView(List<String> cameras, List<String> classes, List<String> places) {}
