package dev.hawkeye.console.routes;

import dev.hawkeye.console.detection.TryIt;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Route for a picture that a visitor dropped on the page. */
public final class TryItRoute {
    public static final int MAX_BYTES = 10 << 20;
    /** Each slow sender occupies one of the server's threads. */
    private static final int MAX_UPLOADS = 4;

    private final TryIt tryIt;
    private final Semaphore uploads = new Semaphore(MAX_UPLOADS);

    public TryItRoute(TryIt tryIt) {
        this.tryIt = tryIt;
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/api/detect", this::detect);
    }

    private void detect(Context context) throws IOException {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("image/jpeg\\s*(;.*)?")) {
            throw new ApiException(415, "send a JPEG with Content-Type image/jpeg");
        }
        if (!uploads.tryAcquire()) {
            throw new ApiException(429, "others are sending pictures: try again in a moment");
        }
        try {
            InputStream body = context.req().getInputStream();
            boolean said = context.req().getContentLengthLong() > MAX_BYTES;
            byte[] jpeg = said ? new byte[0] : body.readNBytes(MAX_BYTES + 1);
            if (said || jpeg.length > MAX_BYTES) {
                throw new ApiException(
                        413, "a picture may have at most " + (MAX_BYTES >> 20) + " MiB: send a smaller one");
            }
            JsonAnswers.json(context, tryIt.detect(jpeg));
        } finally {
            uploads.release();
        }
    }
}
