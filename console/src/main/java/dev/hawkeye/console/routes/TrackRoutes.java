package dev.hawkeye.console.routes;

import dev.hawkeye.console.api.ScenesView;
import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.console.api.TracksView;
import dev.hawkeye.console.api.TrialView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.http.WorkerPool;
import dev.hawkeye.console.scene.DrawnPoints;
import dev.hawkeye.console.scene.LineTrial;
import dev.hawkeye.console.scene.TrialCounts;
import dev.hawkeye.console.scene.ZoneTrial;
import dev.hawkeye.console.state.KnownTracks;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Zone;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Routes for objects, for the zones and lines that count them, and for trials of other zones and lines. */
public final class TrackRoutes {
    private static final String NAME = "drawn";

    private final KnownTracks tracks;
    private final Supplier<ScenesView> scenes;
    private final WorkerPool asking;

    public TrackRoutes(KnownTracks tracks, Supplier<ScenesView> scenes, WorkerPool asking) {
        this.tracks = tracks;
        this.scenes = scenes;
        this.asking = asking;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/scenes", context -> JsonAnswers.json(context, scenes.get()));
        routes.get("/api/tracks", this::tracks);
        routes.get("/api/tracks/trial", this::trial);
    }

    private void tracks(Context context) {
        String camera = camera(context);
        JsonAnswers.json(context, new TracksView(camera, tracks.of(camera)));
    }

    private void trial(Context context) {
        String camera = camera(context);
        Set<String> classes = Set.copyOf(context.queryParams("class"));
        Function<List<TrackView>, TrialCounts> trial = trialOf(context);
        context.future(() -> asking.supply(() -> {
                    List<TrackView> wanted = tracks.of(camera).stream()
                            .filter(track -> classes.isEmpty() || classes.contains(track.className()))
                            .toList();
                    TrialCounts counts = trial.apply(wanted);
                    return new TrialView(
                            KnownTracks.KEPT.toMinutes(),
                            wanted.size(),
                            counts.classes(),
                            counts.loitered(),
                            counts.full());
                })
                .handle((view, failure) -> {
                    if (failure != null) {
                        JsonAnswers.failure(context, failure);
                    } else {
                        JsonAnswers.json(context, view);
                    }
                    return null;
                }));
    }

    private static Function<List<TrackView>, TrialCounts> trialOf(Context context) {
        String zone = context.queryParam("zone");
        String line = context.queryParam("line");
        if ((zone == null) == (line == null)) {
            throw new ApiException(400, "give either zone or line: points such as 0.1,0.5;0.9,0.5");
        }
        if (zone != null) {
            Zone drawn = zone(context, zone);
            return wanted -> ZoneTrial.of(drawn, wanted);
        }
        Line drawn = new Line(NAME, DrawnPoints.polyline(line));
        return wanted -> LineTrial.of(drawn, wanted);
    }

    private static Zone zone(Context context, String points) {
        int full = (int) Parameters.number(context, "full", 0, OccupancyLimits.MAX, 0);
        int mostClear = Math.max(0, full - 1);
        int clear = (int) Parameters.number(context, "clear", 0, mostClear, mostClear);
        return new Zone(
                NAME,
                DrawnPoints.polygon(points),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                millis(context, "inertia", Zone.MAX_INERTIA, Zone.USUAL_INERTIA),
                millis(context, "loiter", Zone.MAX_LOITER, Duration.ZERO),
                new OccupancyLimits(full, clear),
                Anchor.BOTTOM_CENTER);
    }

    private static Duration millis(Context context, String name, Duration most, Duration otherwise) {
        return Duration.ofMillis(Parameters.number(context, name, 0, most.toMillis(), otherwise.toMillis()));
    }

    private static String camera(Context context) {
        String camera = Parameters.text(context, "camera");
        if (camera == null) {
            throw new ApiException(400, "camera is missing: give the id of a camera, see /api/cameras");
        }
        return camera;
    }
}
