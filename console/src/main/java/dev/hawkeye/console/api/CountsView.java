package dev.hawkeye.console.api;

import dev.hawkeye.counts.CountWindow;
import java.util.List;

/**
 * Counts of one camera over time.
 *
 * @param step least length of a window, milliseconds
 * @param complete false when no aggregator could be asked, so that only what this console itself has read is there
 * @param windows by start
 */
public record CountsView(String camera, long from, long to, long step, boolean complete, List<CountWindow> windows) {}
