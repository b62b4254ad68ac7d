package dev.hawkeye.bench.tracks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The errors of counts against the ground truth. Errors are summed over line, class and direction, or zone and class,
 * so an object of the wrong class counts twice. Several films are added up; a surplus in one does not compensate for a
 * deficit in another.
 *
 * @param dwellRight true visits that were counted with a dwell time accurate to {@value #DWELL_MILLIS} ms
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

    /** Each true visit takes the counted one of the same zone and class with the closest times. */
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
