package dev.hawkeye.commandline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast a task goes now: over its last half minute, from when the first of it was done on. The time in which it got ready
 * says nothing of the rest, and what was quick at the beginning little. Safe for use by many threads.
 */
final class Pace {
    private static final Duration MEMORY = Duration.ofSeconds(30);
    /** With less to go by, a guess would jump. */
    private static final Duration MEASURED = Duration.ofSeconds(3);

    private record Mark(long nanos, long done) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long done;

    /** @param done so many in all, at least as many as before */
    synchronized void add(long done, long nanos) {
        if (done > this.done) {
            this.done = done;
            marks.addLast(new Mark(nanos, done));
            while (marks.size() > 2 && nanos - marks.getFirst().nanos > MEMORY.toNanos()) {
                marks.removeFirst();
            }
        }
    }

    /** @return a second; 0 when it is not known yet */
    synchronized double perSecond(long nanos) {
        if (marks.isEmpty() || nanos - marks.getFirst().nanos < MEASURED.toNanos()) {
            return 0;
        }
        return (done - marks.getFirst().done) * 1e9 / (nanos - marks.getFirst().nanos);
    }
}
