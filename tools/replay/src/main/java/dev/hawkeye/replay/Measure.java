package dev.hawkeye.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much two runs differ in one respect.
 *
 * @param live sum of the live run
 * @param replay sum of the replay
 * @param difference 0 for equal runs to 1 for runs that have nothing in common: sum of the differences, each without
 *     its sign, by the sum of the larger ones
 * @param bound highest difference that is accepted
 * @param rows sums by camera and what was counted
 */
public record Measure(String name, long live, long replay, double difference, double bound, List<Tally> rows) {

    /** @param units the smallest things that are compared */
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

    /** Whether the difference is larger than it may be. */
    public boolean isExceeded() {
        return difference > bound;
    }
}
