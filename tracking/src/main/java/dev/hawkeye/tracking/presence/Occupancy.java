package dev.hawkeye.tracking.presence;

import java.util.ArrayList;
import java.util.List;

/**
 * How many objects are in a zone over a period, such as a window: of one class, or of all. Immutable.
 *
 * <p>What is told of visits comes late, by inertia, or by the time after which a lost track ends, and not in the order of
 * its times. So changes are kept in their order until {@link #settle} says that none before some time will come any more;
 * mean and peak are those of the times, whatever the order in which they were told.
 *
 * @param from beginning of the period, ms of capture time
 * @param to its end, after {@code from}
 * @param settledTo up to where changes have been added up, within the period
 * @param inside number of objects then
 * @param objectMillis sum over time up to then: number of objects times ms
 * @param peak greatest number up to then
 * @param recent changes since then, in the order of their times
 */
public record Occupancy(
        long from, long to, long settledTo, int inside, long objectMillis, int peak, List<Change> recent) {
    /**
     * One more, or one less.
     *
     * @param time ms of capture time
     * @param by 1 or -1
     */
    public record Change(long time, int by) {}

    public Occupancy {
        recent = List.copyOf(recent);
    }

    /** A period that begins with some objects inside. */
    public static Occupancy start(long from, long to, int inside) {
        return new Occupancy(from, to, from, inside, 0, inside, List.of());
    }

    /** @param time what is before the period, or has been settled, counts from there; what is after it does not count */
    public Occupancy entered(long time) {
        return changed(new Change(Math.max(settledTo, time), 1));
    }

    /** See {@link #entered}. */
    public Occupancy exited(long time) {
        return changed(new Change(Math.max(settledTo, time), -1));
    }

    private Occupancy changed(Change change) {
        if (change.time >= to) {
            return this;
        }
        List<Change> changes = new ArrayList<>(recent);
        int place = changes.size();
        while (place > 0 && comesBefore(change, changes.get(place - 1))) {
            place--;
        }
        changes.add(place, change);
        return new Occupancy(from, to, settledTo, inside, objectMillis, peak, changes);
    }

    /** Of one time, those that leave come first: one that takes the place of another was not beside it. */
    private static boolean comesBefore(Change change, Change other) {
        return change.time < other.time || (change.time == other.time && change.by < other.by);
    }

    /** Adds up what is before a time, ms: the caller knows of no more changes before it. */
    public Occupancy settle(long time) {
        long until = Math.min(time, to);
        if (until <= settledTo) {
            return this;
        }
        int number = inside;
        int most = peak;
        long sum = objectMillis;
        long at = settledTo;
        int next = 0;
        while (next < recent.size() && recent.get(next).time < until) {
            Change change = recent.get(next++);
            sum += number * (change.time - at);
            at = change.time;
            number += change.by;
            most = Math.max(most, number);
        }
        sum += number * (until - at);
        return new Occupancy(from, to, until, number, sum, most, recent.subList(next, recent.size()));
    }

    /** The mean up to where it is settled; 0 for a period without length. */
    public double mean() {
        return settledTo == from ? 0 : (double) objectMillis / (settledTo - from);
    }

    /** The number of objects inside after all changes so far. */
    public int now() {
        return inside + recent.stream().mapToInt(Change::by).sum();
    }
}
