package dev.hawkeye.commandline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The current speed of a task over the last half minute. It starts when the first unit is done, since neither the
 * preparation nor a quick start predicts the rest. Thread-safe.
 */
final class Pace {
    private static final Duration MEMORY = Duration.ofSeconds(30);
    /** Over a shorter time than this, estimates would jump. */
    private static final Duration MEASURED = Duration.ofSeconds(3);

    private record Mark(long nanos, long done) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long done;

    /** @param done total so far, never decreasing */
    synchronized void add(long done, long nanos) {
        if (done > this.done) {
            this.done = done;
            marks.addLast(new Mark(nanos, done));
            while (marks.size() > 2 && nanos - marks.getFirst().nanos > MEMORY.toNanos()) {
                marks.removeFirst();
            }
        }
    }

    /** @return units per second; 0 if unknown */
    synchronized double perSecond(long nanos) {
        if (marks.isEmpty() || nanos - marks.getFirst().nanos < MEASURED.toNanos()) {
            return 0;
        }
        return (done - marks.getFirst().done) * 1e9 / (nanos - marks.getFirst().nanos);
    }
}
