package dev.hawkeye.console;

import dev.hawkeye.console.api.CountWindow;
import dev.hawkeye.console.api.CountsView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts of a camera over time: the final windows from the aggregators' store, and those that are not final yet from the
 * counts topic. Safe for use by many threads.
 */
final class Counts {
    private static final Logger log = LoggerFactory.getLogger(Counts.class);

    private final CountHistory history;
    private final RecentCounts recent;

    Counts(CountHistory history, RecentCounts recent) {
        this.history = history;
        this.recent = recent;
    }

    /** @param step milliseconds, 0 for windows as they are; may wait for a few seconds */
    CountsView of(String camera, long from, long to, long step) {
        TreeMap<Long, CountWindow> windows = new TreeMap<>();
        recent.windows(camera, from, to).forEach(window -> windows.put(window.start(), window));
        boolean complete = addHistory(camera, from, to, windows);
        List<CountWindow> all = new ArrayList<>(windows.values());
        return new CountsView(camera, from, to, step, complete, step > 0 ? Downsampling.of(all, step) : all);
    }

    private boolean addHistory(String camera, long from, long to, Map<Long, CountWindow> windows) {
        try {
            history.windows(camera, from, to).forEach(window -> windows.put(window.start(), window));
            return true;
        } catch (CountHistory.UnavailableException e) {
            log.debug("counts of {} are those that this console has read itself: {}", camera, e.getMessage());
            return false;
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "from and to ask for too much: " + e.getMessage());
        }
    }
}
