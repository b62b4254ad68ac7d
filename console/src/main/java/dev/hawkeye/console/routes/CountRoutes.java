package dev.hawkeye.console.routes;

import dev.hawkeye.console.counts.Counts;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.http.WorkerPool;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Routes for counts over time. */
public final class CountRoutes {
    private final Counts counts;
    private final CountRange range;
    private final WorkerPool asking;

    public CountRoutes(Counts counts, CountRange range, WorkerPool asking) {
        this.counts = counts;
        this.range = range;
        this.asking = asking;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/counts", this::counts);
    }

    private void counts(Context context) {
        String camera = Parameters.text(context, "camera");
        if (camera == null) {
            throw new ApiException(400, "camera is missing: give the id of a camera, see /api/cameras");
        }
        CountRange.Asked asked = range.of(context);
        context.future(() -> asking.supply(() -> counts.of(camera, asked.from(), asked.to(), asked.step()))
                .handle((view, failure) -> {
                    if (failure != null) {
                        JsonAnswers.failure(context, failure);
                    } else {
                        context.header("X-Hawkeye-Complete", String.valueOf(view.complete()));
                        JsonAnswers.json(context, view);
                    }
                    return null;
                }));
    }
}
