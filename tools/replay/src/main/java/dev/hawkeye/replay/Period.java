package dev.hawkeye.replay;

import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.settings.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is replayed. Immutable.
 *
 * @param from capture time from which results are compared
 * @param to capture time up to which they are, exclusive
 * @param cameras their ids; empty for all
 * @param runUp how much earlier the replay begins, so that the objects in view at {@code from} are known
 * @param sentWithin how long after their capture frames and results may have reached Kafka; what came later is not read
 */
public record Period(Instant from, Instant to, Set<String> cameras, Duration runUp, Duration sentWithin) {
    /** An object that is not seen any more is over within 3.5 s, and what follows from its end is known a frame later. */
    private static final Duration OBJECTS_END = Duration.ofSeconds(10);

    public Period {
        Check.that(from.isBefore(to), "--to", "must be later than --from (" + from + ")", to);
        Check.zeroOrMore("--run-up", runUp);
        Check.zeroOrMore("--sent-within", sentWithin);
        cameras = Set.copyOf(cameras);
    }

    boolean has(String camera) {
        return cameras.isEmpty() || cameras.contains(camera);
    }

    boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** Whether a window lies wholly in it. */
    boolean contains(WindowCount window) {
        return !window.getWindowStart().isBefore(from) && !window.getWindowEnd().isAfter(to);
    }

    /** Capture time of the first frame that is replayed. */
    Instant begin() {
        return from.minus(runUp);
    }

    /**
     * Capture time of the last frame that is replayed: later than {@code to}, so that the last window closes as it did.
     *
     * @param grace of the windows
     */
    Instant end(Duration grace) {
        return to.plus(grace).plus(OBJECTS_END);
    }
}
