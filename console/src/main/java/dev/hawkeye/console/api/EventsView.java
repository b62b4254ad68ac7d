package dev.hawkeye.console.api;

import java.util.List;

/**
 * @param events the events, newest first
 * @param more whether there are older events
 */
public record EventsView(List<EventView> events, boolean more) {}
