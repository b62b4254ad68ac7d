package dev.hawkeye.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The difference of two runs in one respect.
 *
 * @param live sum of the live run
 * @param replay sum of the replay
 * @param difference 0 for equal runs to 1 for runs that have nothing in common: the sum of the absolute differences
 * divided by the sum of the larger values
 * @param bound maximum accepted difference
 * @param rows sums by camera and counted thing
 */
public record Measure(String name, long live, long replay, double difference, double bound, List<Tally> rows) {

    /** @param units the smallest units of comparison */
    static Measure of(String name, double bound, List<Tally> units) {
        Map<String, Map<String, Tally>> sums = new TreeMap<>();
        long live = 0;
        long replay = 0;
        long difference = 0;
        long larger = 0;
        for (Tally unit : units) {
            live += unit.live();
            replay += unit.replay();
            difference += unit.difference();
            larger += unit.larger();
            sums.computeIfAbsent(unit.camera(), camera -> new TreeMap<>())
                    .merge(
                            unit.what(),
                            unit,
                            (a, b) -> new Tally(a.camera(), a.what(), a.live() + b.live(), a.replay() + b.replay()));
        }
        List<Tally> rows = new ArrayList<>();
        sums.values().forEach(ofCamera -> rows.addAll(ofCamera.values()));
        return new Measure(name, live, replay, larger == 0 ? 0 : (double) difference / larger, bound, rows);
    }

    /** Whether the difference exceeds the bound. */
    public boolean isExceeded() {
        return difference > bound;
    }
}
