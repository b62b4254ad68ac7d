package dev.hawkeye.console.counts;

import dev.hawkeye.counts.CountWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Merges windows into fewer and longer ones for a long range, see {@link MergedWindow}. Of overlapping windows, it uses
 * only those that begin where the previous one ended, so that no frame counts twice. Steps are aligned to the epoch.
 * Not thread-safe.
 */
final class Downsampling {
    private final long step;
    private final Consumer<CountWindow> taker;
    private MergedWindow merged;
    private long end = Long.MIN_VALUE;

    /**
     * @param step milliseconds; windows at least this long stay unchanged
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

    /** @param window a window that begins after the previous one */
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

    /** Passes on the last window. */
    void finish() {
        if (merged != null) {
            taker.accept(merged.window());
            merged = null;
        }
    }
}
