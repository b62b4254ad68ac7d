package dev.hawkeye.console.counts;

import dev.hawkeye.counts.CountWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fewer and longer windows for a long range, see {@link MergedWindow}. Of overlapping windows, only those that begin where the previous one ended are used, so that no
 * frame counts twice. The steps are aligned to the epoch. For use by one thread.
 */
final class Downsampling {
    private final long step;
    private final Consumer<CountWindow> taker;
    private MergedWindow merged;
    private long end = Long.MIN_VALUE;

    /**
     * @param step milliseconds; windows that are no shorter stay as they are
     * @param taker receives the results
     */
    Downsampling(long step, Consumer<CountWindow> taker) {
        this.step = step;
        this.taker = taker;
    }

    static List<CountWindow> of(List<CountWindow> windows, long step) {
        List<CountWindow> result = new ArrayList<>();
        Downsampling all = new Downsampling(step, result::add);
        windows.forEach(all::add);
        all.finish();
        return result;
    }

    /** @param window must begin after the previous one */
    void add(CountWindow window) {
        if (window.end() - window.start() >= step) {
            taker.accept(window);
            return;
        }
        if (window.start() < end) {
            return;
        }
        end = window.end();
        long bucket = Math.floorDiv(window.start(), step) * step;
        if (merged == null || merged.start() != bucket) {
            finish();
            merged = new MergedWindow(bucket, bucket + step);
        }
        merged.add(window);
    }

    /** No more windows will come. */
    void finish() {
        if (merged != null) {
            taker.accept(merged.window());
            merged = null;
        }
    }
}
