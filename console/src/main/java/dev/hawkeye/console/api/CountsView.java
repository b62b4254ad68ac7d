package dev.hawkeye.console.api;

import dev.hawkeye.counts.CountWindow;
import java.util.List;

/**
 * Counts of one camera over time.
 *
 * @param step minimum length of a window, milliseconds
 * @param complete false when no aggregator could be reached, so only windows that this console has read are included
 * @param windows the windows by start
 */
public record CountsView(String camera, long from, long to, long step, boolean complete, List<CountWindow> windows) {}
