package dev.hawkeye.console.routes;

import dev.hawkeye.console.api.CamerasView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.http.WorkerPool;
import dev.hawkeye.console.pictures.PictureKey;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.pictures.PictureKey.Look;
import dev.hawkeye.console.pictures.Pictures;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.Cameras;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Routes for cameras and their pictures. */
public final class CameraRoutes {
    private static final int MIN_WIDTH = 16;
    private static final int MAX_WIDTH = 8192;
    private static final int MAX_PARTITIONS = 1_000_000;

    private final Cameras cameras;
    private final Topics topics;
    private final Pictures pictures;
    private final WorkerPool answering;

    public CameraRoutes(Cameras cameras, Topics topics, Pictures pictures, WorkerPool answering) {
        this.cameras = cameras;
        this.topics = topics;
        this.pictures = pictures;
        this.answering = answering;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/cameras", context -> JsonAnswers.json(context, new CamerasView(cameras.views())));
        routes.get("/api/frames/{partition}/{offset}.jpg", this::frame);
        routes.get("/api/cameras/{id}/picture.jpg", this::newest);
    }

    private void frame(Context context) {
        PictureKey key = new PictureKey(
                Kind.FRAME,
                (int) Parameters.pathNumber(context, "partition", MAX_PARTITIONS),
                Parameters.pathNumber(context, "offset", Long.MAX_VALUE),
                null,
                width(context),
                Look.PLAIN);
        answer(context, pictures.get(key, List.of()), true);
    }

    private void newest(Context context) {
        String id = context.pathParam("id");
        CameraRecord.Shot shot = cameras.find(id)
                .map(CameraRecord::lastShot)
                .filter(any -> any.frame().getTopic().equals(topics.frames()))
                .orElseThrow(() -> new ApiException(
                        404, "no picture of this camera has been seen since the console started: see /api/cameras"));
        List<DetectedObject> objects = shot.objects();
        PictureKey key = new PictureKey(
                Kind.FRAME, shot.frame().getPartition(), shot.frame().getOffset(), null, width(context), look(context));
        answer(context, pictures.get(key, objects), false);
    }

    /** Sends a picture once it is available, on a thread that may wait for a slow client. */
    void answer(Context context, CompletableFuture<byte[]> picture, boolean immutable) {
        context.future(() -> picture.handleAsync(
                (jpeg, failure) -> {
                    if (failure != null) {
                        JsonAnswers.failure(context, failure);
                    } else {
                        context.contentType("image/jpeg").result(jpeg);
                        if (immutable) {
                            context.header("Cache-Control", "private, max-age=31536000, immutable");
                        }
                    }
                    return null;
                },
                answering.orHere()));
    }

    static Look look(Context context) {
        return Parameters.flag(context, "boxes") ? Look.BOXES : Look.PLAIN;
    }

    /** @return 0 for the full picture */
    static int width(Context context) {
        return (int) Parameters.number(context, "width", MIN_WIDTH, MAX_WIDTH, 0);
    }
}
