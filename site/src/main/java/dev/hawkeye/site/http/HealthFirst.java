package dev.hawkeye.site.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reserves server threads for health requests. A client that sends a body or reads an answer slowly holds a thread
 * meanwhile, and a few of those would make an orchestrator kill a healthy process. So all other requests have a bounded
 * share of the threads, and are told to retry when it is used up. Live updates hold no thread. Thread-safe.
 */
final class HealthFirst extends Handler.Wrapper {
    private static final Set<String> HEALTH = Set.of("/live", "/ready");
    private static final int UNAVAILABLE = 503;

    private final Semaphore room;

    /** @param most maximum number of non-health requests that may hold a thread at the same time */
    HealthFirst(int most) {
        this.room = new Semaphore(most);
    }

    static boolean isHealth(String path) {
        return HEALTH.contains(path);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isHealth(Request.getPathInContext(request))) {
            return super.handle(request, response, callback);
        }
        if (!room.tryAcquire()) {
            refuse(response, callback);
            return true;
        }
        try {
            return super.handle(request, response, callback);
        } finally {
            room.release();
        }
    }

    private static void refuse(Response response, Callback callback) {
        response.setStatus(UNAVAILABLE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "2");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(
                true,
                StandardCharsets.UTF_8.encode(
                        "{\"error\":\"too many requests are being answered: try again in a moment\"}"),
                callback);
    }
}
