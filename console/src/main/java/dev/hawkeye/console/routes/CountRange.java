package dev.hawkeye.console.routes;

import dev.hawkeye.console.counts.Counts;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.Parameters;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;

/** The time range that a query for counts covers. Thread-safe. */
public final class CountRange {
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
    private static final long MAX_STEP = Duration.ofDays(1).toMillis();
    private static final long LATEST = Duration.ofDays(365L * 1000).toMillis();

    private final Counts counts;
    private final Clock clock;

    /** A time range in epoch milliseconds, and the minimum length of windows. */
    record Asked(long from, long to, long step) {}

    public CountRange(Counts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** @throws ApiException 400 when from, to and step are inconsistent */
    Asked of(Context context) {
        long to = Parameters.number(context, "to", 0, LATEST, clock.millis());
        long from = Parameters.number(context, "from", 0, LATEST, Math.max(0, to - TEN_MINUTES));
        long step = Parameters.number(context, "step", 0, MAX_STEP, 0);
        if (from > to) {
            throw new ApiException(400, "from must not be after to (" + to + "), got: " + from);
        }
        counts.check(from, to);
        return new Asked(from, to, step);
    }
}
