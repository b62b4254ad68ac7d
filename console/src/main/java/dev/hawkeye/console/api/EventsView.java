package dev.hawkeye.console.api;

import java.util.List;

/**
 * @param events newest first
 * @param more whether there are older ones
 */
public record EventsView(List<EventView> events, boolean more) {}
