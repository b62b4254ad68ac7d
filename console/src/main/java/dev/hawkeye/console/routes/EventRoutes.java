package dev.hawkeye.console.routes;

import dev.hawkeye.console.api.EventFiltersView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.pictures.PictureKey;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.pictures.PictureKey.Look;
import dev.hawkeye.console.pictures.Pictures;
import dev.hawkeye.console.state.Cameras;
import dev.hawkeye.console.state.EventLog;
import dev.hawkeye.console.state.EventQuery;
import dev.hawkeye.console.state.RecentCounts;
import dev.hawkeye.console.state.SiteState;
import dev.hawkeye.schemas.EventType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Routes for events and their pictures. */
public final class EventRoutes {
    private static final int MAX_EVENTS = 200;
    private static final int DEFAULT_EVENTS = 50;

    private static final Set<EventType> TYPES = EnumSet.complementOf(EnumSet.of(EventType.UNSPECIFIED));

    private final EventLog events;
    private final Cameras cameras;
    private final RecentCounts counts;
    private final Pictures pictures;
    private final CameraRoutes answers;

    /** @param answers sends the pictures */
    public EventRoutes(SiteState known, Pictures pictures, CameraRoutes answers) {
        this.events = known.events;
        this.cameras = known.cameras;
        this.counts = known.counts;
        this.pictures = pictures;
        this.answers = answers;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/events", this::page);
        routes.get("/api/events/filters", context -> JsonAnswers.json(context, filters()));
        routes.get("/api/events/{id}/keyframe.jpg", this::keyframe);
        routes.get("/api/events/{id}/crop.jpg", this::crop);
    }

    private EventFiltersView filters() {
        TreeSet<String> ids = new TreeSet<>(events.cameras());
        cameras.all().forEach(camera -> ids.add(camera.id()));
        TreeSet<String> classes = new TreeSet<>(events.classes());
        classes.addAll(counts.classes());
        return new EventFiltersView(
                List.copyOf(ids), List.copyOf(classes), List.copyOf(new TreeSet<>(events.places())));
    }

    private void page(Context context) {
        JsonAnswers.json(
                context,
                events.page(new EventQuery(
                        Parameters.text(context, "camera"),
                        Parameters.text(context, "class"),
                        type(Parameters.text(context, "type")),
                        Parameters.text(context, "place"),
                        Parameters.number(context, "from", 0, Long.MAX_VALUE, 0),
                        Parameters.number(context, "before", 0, Long.MAX_VALUE, Long.MAX_VALUE),
                        (int) Parameters.number(context, "limit", 1, MAX_EVENTS, DEFAULT_EVENTS))));
    }

    private static EventType type(String name) {
        return name == null
                ? null
                : TYPES.stream()
                        .filter(type -> type.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new ApiException(400, "type must be one of " + TYPES + ", got: " + name));
    }

    private void keyframe(Context context) {
        answer(context, "", CameraRoutes.look(context));
    }

    private void crop(Context context) {
        answer(context, "-crop", Look.CROP);
    }

    private void answer(Context context, String suffix, Look look) {
        EventLog.Shot shot = events.shot(context.pathParam("id"))
                .filter(any -> look != Look.CROP || any.kind() != Kind.FRAME)
                .orElseThrow(
                        () -> new ApiException(404, "this event has no such picture, or is unknown: see /api/events"));
        if (Parameters.flag(context, "download")) {
            context.header("Content-Disposition", "attachment; filename=\"" + shot.name() + suffix + ".jpg\"");
        }
        PictureKey key = new PictureKey(
                shot.kind(), shot.partition(), shot.offset(), shot.camera(), CameraRoutes.width(context), look);
        // A frame may later be replaced by the same picture with its objects.
        answers.answer(context, pictures.get(key, List.of()), shot.kind() != Kind.FRAME);
    }
}
