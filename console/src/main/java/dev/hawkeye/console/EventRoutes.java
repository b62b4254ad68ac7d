package dev.hawkeye.console;

import dev.hawkeye.console.PictureKey.Kind;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Events and their keyframes. */
final class EventRoutes {
    private static final int MOST_EVENTS = 200;
    private static final int SOME_EVENTS = 50;

    private final Events events;
    private final Pictures pictures;
    private final CameraRoutes answers;

    /** @param answers how pictures go out */
    EventRoutes(Events events, Pictures pictures, CameraRoutes answers) {
        this.events = events;
        this.pictures = pictures;
        this.answers = answers;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/events", this::page);
        routes.get("/api/events/{id}/keyframe.jpg", this::keyframe);
    }

    private void page(Context context) {
        Answers.json(
                context,
                events.page(
                        Parameters.text(context, "camera"),
                        Parameters.text(context, "class"),
                        Parameters.number(context, "before", 0, Long.MAX_VALUE, Long.MAX_VALUE),
                        (int) Parameters.number(context, "limit", 1, MOST_EVENTS, SOME_EVENTS)));
    }

    private void keyframe(Context context) {
        String id = context.pathParam("id");
        Events.Place place = events.keyframe(id)
                .orElseThrow(
                        () -> new ApiException(404, "this event has no keyframe, or is not known: see /api/events"));
        boolean download = Parameters.flag(context, "download");
        PictureKey key = new PictureKey(
                Kind.KEYFRAME,
                place.partition(),
                place.offset(),
                CameraRoutes.width(context),
                Parameters.flag(context, "boxes"));
        if (download) {
            // The id is letters, digits and '-'.
            context.header("Content-Disposition", "attachment; filename=\"hawkeye-" + id + ".jpg\"");
        }
        answers.answer(context, pictures.get(key, List.of()), true);
    }
}
