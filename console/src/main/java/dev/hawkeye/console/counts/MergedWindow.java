package dev.hawkeye.console.counts;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several windows merged: sums are added, a peak is the highest, and a mean is over all frames together. The number of
 * distinct objects is that of the first window plus the new objects of each later one: an object is forgotten after a
 * few seconds, so an object in a later window that is not new was in the window before. Not thread-safe.
 */
final class MergedWindow {
    private final long start;
    private final long end;
    private long analysed;
    private long shed;
    private long failed;
    private boolean isFinal = true;
    /** Holds sums over frames in place of means until all frames are known. */
    private final Map<String, ClassCount> classes = new TreeMap<>();

    /** @param start inclusive, epoch milliseconds; {@code end} exclusive */
    MergedWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    long start() {
        return start;
    }

    void add(CountWindow window) {
        analysed += window.framesAnalysed();
        shed += window.framesShed();
        failed += window.framesFailed();
        isFinal &= window.isFinal();
        for (ClassCount count : window.classes()) {
            ClassCount summed = withMeans(count, mean -> mean * window.framesAnalysed());
            classes.merge(count.className(), summed, MergedWindow::sum);
        }
    }

    CountWindow window() {
        List<ClassCount> counts = classes.values().stream()
                .map(count -> withMeans(count, sum -> analysed == 0 ? 0 : sum / analysed))
                .map(this::withExactMean)
                .toList();
        return new CountWindow(start, end, analysed, shed, failed, isFinal, counts);
    }

    /** Avoids the rounding errors of a sum of means. */
    private ClassCount withExactMean(ClassCount count) {
        double mean = analysed == 0 ? 0 : (double) count.detections() / analysed;
        return with(count, mean, count.zones());
    }

    private static ClassCount withMeans(ClassCount count, DoubleUnaryOperator change) {
        List<ZoneCount> zones = count.zones().stream()
                .map(zone -> new ZoneCount(
                        zone.zone(),
                        zone.entered(),
                        zone.exited(),
                        change.applyAsDouble(zone.mean()),
                        zone.peak(),
                        zone.dwellMillis()))
                .toList();
        return with(count, 0, zones);
    }

    private static ClassCount with(ClassCount count, double mean, List<ZoneCount> zones) {
        return new ClassCount(
                count.className(),
                count.framesWith(),
                count.detections(),
                mean,
                count.peak(),
                count.objects(),
                count.newObjects(),
                zones,
                count.lines());
    }

    /** @param b the counts of a later window; from before {@code newObjects} was counted, at least its own objects */
    private static ClassCount sum(ClassCount a, ClassCount b) {
        return new ClassCount(
                a.className(),
                a.framesWith() + b.framesWith(),
                a.detections() + b.detections(),
                0,
                Math.max(a.peak(), b.peak()),
                Math.max(a.objects() + b.newObjects(), b.objects()),
                a.newObjects() + b.newObjects(),
                joined(a.zones(), b.zones(), ZoneCount::zone, MergedWindow::sum),
                joined(a.lines(), b.lines(), line -> List.of(line.line(), line.direction()), MergedWindow::sum));
    }

    private static <T> List<T> joined(List<T> a, List<T> b, Function<T, Object> key, BinaryOperator<T> sum) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        return Stream.concat(a.stream(), b.stream())
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(key, Function.identity(), sum, LinkedHashMap::new),
                        byKey -> List.copyOf(byKey.values())));
    }

    private static ZoneCount sum(ZoneCount a, ZoneCount b) {
        return new ZoneCount(
                a.zone(),
                a.entered() + b.entered(),
                a.exited() + b.exited(),
                a.mean() + b.mean(),
                Math.max(a.peak(), b.peak()),
                a.dwellMillis() + b.dwellMillis());
    }

    private static LineCount sum(LineCount a, LineCount b) {
        return new LineCount(a.line(), a.direction(), a.crossed() + b.crossed());
    }
}
