package dev.hawkeye.console.routes;

import dev.hawkeye.console.admin.CameraProbe;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.Semaphore;

/** What is to be seen at the address of a camera that may be added. */
public final class CameraTestRoute {
    /** Each holds a connection and a decoder. */
    public static final int AT_ONCE = 2;

    private static final int MAX_BODY_BYTES = 8192;
    private static final int MAX_LENGTH = 2000;

    private final CameraProbe cameras;
    private final Slowly slowly;
    private final Semaphore room = new Semaphore(AT_ONCE);

    private record Asked(String url, String login) {}

    /** @param slowly at least as many threads of its own as there may be tests at once */
    public CameraTestRoute(CameraProbe cameras, Slowly slowly) {
        this.cameras = cameras;
        this.slowly = slowly;
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/api/admin/test-camera", this::test);
    }

    private void test(Context context) {
        String form = "{\"url\": \"rtsp://…\", \"login\": \"NAME\"}";
        Asked asked = JsonBody.read(context, Asked.class, MAX_BODY_BYTES, form);
        if (asked.url == null || asked.url.isBlank() || asked.url.length() > MAX_LENGTH) {
            throw new ApiException(400, "the body must be " + form + ", with a url of 1 to " + MAX_LENGTH + " characters");
        }
        String login = asked.login == null || asked.login.isBlank() ? null : asked.login.strip();
        if (!room.tryAcquire()) {
            throw new ApiException(429, AT_ONCE + " cameras are being tested: try again in a moment");
        }
        slowly.json(context, () -> cameras.look(asked.url.strip(), login), room::release);
    }
}
