package dev.hawkeye.site.history;

import dev.hawkeye.aggregator.FinalWindow;
import java.util.List;

/** What stands in the answer to {@code GET /history}, as JSON. */
record HistoryAnswer(String camera, List<FinalWindow> windows) {}
