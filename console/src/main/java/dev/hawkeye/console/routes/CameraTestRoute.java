package dev.hawkeye.console.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.console.admin.CameraProbe;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.Semaphore;

/** Route that tests the address of a camera to be added. */
public final class CameraTestRoute {
    /** Each test holds a connection and a decoder. */
    public static final int AT_ONCE = 2;

    private static final int MAX_BODY_BYTES = 64 << 10;

    private final CameraProbe cameras;
    private final Slowly slowly;
    private final Semaphore room = new Semaphore(AT_ONCE);

    /** @param slowly runs the tests, on at least {@link #AT_ONCE} threads of its own */
    public CameraTestRoute(CameraProbe cameras, Slowly slowly) {
        this.cameras = cameras;
        this.slowly = slowly;
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/api/admin/test-camera", this::test);
    }

    private void test(Context context) {
        String form = "{\"url\": \"rtsp://…\"}";
        JsonNode camera = JsonBody.read(context, JsonNode.class, MAX_BODY_BYTES, form);
        if (!camera.path("url").isTextual()) {
            throw new ApiException(400, "the body must be " + form + ", with any other keys of a camera");
        }
        if (!room.tryAcquire()) {
            throw new ApiException(429, AT_ONCE + " cameras are being tested: try again in a moment");
        }
        slowly.json(context, () -> cameras.look(camera), room::release);
    }
}
