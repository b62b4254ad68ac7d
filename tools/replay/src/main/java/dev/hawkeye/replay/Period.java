package dev.hawkeye.replay;

import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.settings.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The period to replay. Immutable.
 *
 * @param from begin of the comparison, capture time
 * @param to end of the comparison, capture time, exclusive
 * @param cameras ids of the cameras; empty for all
 * @param runUp how much earlier the replay begins, so that it knows the objects in view at {@code from}
 * @param sentWithin maximum delay from capture to Kafka of frames and results; later ones are not read
 */
public record Period(Instant from, Instant to, Set<String> cameras, Duration runUp, Duration sentWithin) {
    /** An object that is no longer seen ends within 3.5 s, and the results of its end are known a frame later. */
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

    /** Whether a window lies entirely within the period. */
    boolean contains(WindowCount window) {
        return !window.getWindowStart().isBefore(from) && !window.getWindowEnd().isAfter(to);
    }

    /** Whether any window of this length lies entirely within the period. */
    boolean hasWindow(Duration length, Duration advance) {
        long step = advance.toMillis();
        long first = -Math.floorDiv(-from.toEpochMilli(), step) * step;
        return first + length.toMillis() <= to.toEpochMilli();
    }

    /** The capture time of the first replayed frame. */
    Instant begin() {
        return from.minus(runUp);
    }

    /**
     * The capture time of the last replayed frame: later than {@code to}, so that the last window closes as in the live
     * run.
     *
     * @param grace the grace period of the windows
     */
    Instant end(Duration grace) {
        return to.plus(grace).plus(OBJECTS_END);
    }
}
