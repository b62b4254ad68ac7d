package dev.hawkeye.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;

/** Counts over time. */
final class CountRoutes {
    private static final long TEN_MINUTES = Duration.ofMinutes(10).toMillis();
    private static final long LONGEST_STEP = Duration.ofDays(1).toMillis();
    private static final long LATEST = Duration.ofDays(365L * 1000).toMillis();

    private final Counts counts;
    private final Clock clock;
    private final Work asking;

    CountRoutes(Counts counts, Clock clock, Work asking) {
        this.counts = counts;
        this.clock = clock;
        this.asking = asking;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/counts", this::counts);
    }

    private void counts(Context context) {
        String camera = Parameters.text(context, "camera");
        if (camera == null) {
            throw new ApiException(400, "camera is missing: give the id of a camera, see /api/cameras");
        }
        long to = Parameters.number(context, "to", 0, LATEST, clock.millis());
        long from = Parameters.number(context, "from", 0, LATEST, Math.max(0, to - TEN_MINUTES));
        long step = Parameters.number(context, "step", 0, LONGEST_STEP, 0);
        if (from > to) {
            throw new ApiException(400, "from must not be after to (" + to + "), got: " + from);
        }
        context.future(() -> asking.supply(() -> counts.of(camera, from, to, step))
                .handle((view, failure) -> {
                    if (failure != null) {
                        Answers.failure(context, failure);
                    } else {
                        context.header("X-Hawkeye-Complete", String.valueOf(view.complete()));
                        Answers.json(context, view);
                    }
                    return null;
                }));
    }
}
