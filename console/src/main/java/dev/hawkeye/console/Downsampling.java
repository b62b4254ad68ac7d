package dev.hawkeye.console;

import dev.hawkeye.console.api.ClassCount;
import dev.hawkeye.console.api.CountWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fewer and longer windows for a long time: sums are added, the peak is the highest, and the mean is that of all frames
 * together. Of windows that overlap only those are taken that begin where the one before ended, so that no frame counts
 * twice. The steps are aligned to the epoch.
 */
final class Downsampling {
    private Downsampling() {}

    /**
     * @param windows by start
     * @param step milliseconds; windows that are no shorter stay as they are
     */
    static List<CountWindow> of(List<CountWindow> windows, long step) {
        List<CountWindow> result = new ArrayList<>();
        Merged merged = null;
        long end = Long.MIN_VALUE;
        for (CountWindow window : windows) {
            if (window.end() - window.start() >= step) {
                result.add(window);
                continue;
            }
            if (window.start() < end) {
                continue;
            }
            end = window.end();
            long bucket = Math.floorDiv(window.start(), step) * step;
            if (merged == null || merged.start != bucket) {
                add(merged, result);
                merged = new Merged(bucket, bucket + step);
            }
            merged.add(window);
        }
        add(merged, result);
        return result;
    }

    private static void add(Merged merged, List<CountWindow> result) {
        if (merged != null) {
            result.add(merged.window());
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

        /** The mean is told at the end, when all frames are known. */
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
