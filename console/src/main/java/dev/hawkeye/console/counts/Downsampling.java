package dev.hawkeye.console.counts;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Fewer and longer windows for a long range: sums are added, the peak is the highest, and the mean is that of all
 * frames together. Of overlapping windows, only those that begin where the previous one ended are used, so that no
 * frame counts twice. The steps are aligned to the epoch. For use by one thread.
 */
final class Downsampling {
    private final long step;
    private final Consumer<CountWindow> taker;
    private Merged merged;
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
        if (merged == null || merged.start != bucket) {
            finish();
            merged = new Merged(bucket, bucket + step);
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

    private static final class Merged {
        private final long start;
        private final long end;
        private long analysed;
        private long shed;
        private long failed;
        private boolean isFinal = true;
        private final Map<String, ClassCount> classes = new TreeMap<>();

        Merged(long start, long end) {
            this.start = start;
            this.end = end;
        }

        void add(CountWindow window) {
            analysed += window.framesAnalysed();
            shed += window.framesShed();
            failed += window.framesFailed();
            isFinal &= window.isFinal();
            window.classes().forEach(count -> classes.merge(count.className(), count, Merged::sum));
        }

        /** The mean is computed at the end, when all frames are known. */
        private static ClassCount sum(ClassCount a, ClassCount b) {
            return new ClassCount(
                    a.className(),
                    a.framesWith() + b.framesWith(),
                    a.detections() + b.detections(),
                    0,
                    Math.max(a.peak(), b.peak()));
        }

        CountWindow window() {
            List<ClassCount> counts = classes.values().stream()
                    .map(count -> new ClassCount(
                            count.className(),
                            count.framesWith(),
                            count.detections(),
                            analysed == 0 ? 0 : (double) count.detections() / analysed,
                            count.peak()))
                    .toList();
            return new CountWindow(start, end, analysed, shed, failed, isFinal, counts);
        }
    }
}
