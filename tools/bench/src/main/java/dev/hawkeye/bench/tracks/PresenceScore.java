package dev.hawkeye.bench.tracks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How far counts are from the truth. What is wrong is summed over line, class and direction, or zone and class, so an
 * object of the wrong class is wrong twice; numbers are of films together, and what is too much in one does not make up for
 * what is missing in another.
 *
 * @param dwellRight visits of the truth that were counted with a dwell within {@value #DWELL_MILLIS} ms
 */
record PresenceScore(int crossings, int wrongCrossings, int visits, int wrongVisits, int dwellRight) {
    private static final long DWELL_MILLIS = 1000;

    static final PresenceScore NOTHING = new PresenceScore(0, 0, 0, 0, 0);

    static PresenceScore of(Presence truth, Presence counted) {
        return new PresenceScore(
                truth.crossings.size(),
                difference(truth.crossings, counted.crossings, Presence.Crossed::key),
                truth.visits.size(),
                difference(truth.visits, counted.visits, Presence.Visit::key),
                dwellRight(truth.visits, counted.visits));
    }

    PresenceScore plus(PresenceScore other) {
        return new PresenceScore(
                crossings + other.crossings,
                wrongCrossings + other.wrongCrossings,
                visits + other.visits,
                wrongVisits + other.wrongVisits,
                dwellRight + other.dwellRight);
    }

    private static <T> int difference(List<T> truth, List<T> counted, Function<T, String> key) {
        Map<String, Integer> numbers = new HashMap<>();
        truth.forEach(one -> numbers.merge(key.apply(one), -1, Integer::sum));
        counted.forEach(one -> numbers.merge(key.apply(one), 1, Integer::sum));
        return numbers.values().stream().mapToInt(Math::abs).sum();
    }

    /** Each visit of the truth takes the counted one of the same zone and class whose times are closest. */
    private static int dwellRight(List<Presence.Visit> truth, Collection<Presence.Visit> counted) {
        List<Presence.Visit> left = new ArrayList<>(counted);
        int right = 0;
        for (Presence.Visit visit : truth) {
            Presence.Visit closest = null;
            for (Presence.Visit other : left) {
                if (other.key().equals(visit.key())
                        && (closest == null || visit.distance(other) < visit.distance(closest))) {
                    closest = other;
                }
            }
            if (closest != null && Math.abs(closest.dwell() - visit.dwell()) <= DWELL_MILLIS) {
                left.remove(closest);
                right++;
            }
        }
        return right;
    }
}
