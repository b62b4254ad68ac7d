package dev.hawkeye.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** A picture that somebody dropped on the page. */
final class TryItRoute {
    static final int MOST_BYTES = 10 << 20;
    /** Those who send slowly hold a thread of the server each. */
    private static final int MOST_UPLOADS = 4;

    private final TryIt tryIt;
    private final Semaphore uploads = new Semaphore(MOST_UPLOADS);

    TryItRoute(TryIt tryIt) {
        this.tryIt = tryIt;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/detect", this::detect);
    }

    private void detect(Context context) throws IOException {
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("image/jpeg\\s*(;.*)?")) {
            throw new ApiException(415, "send a JPEG with Content-Type image/jpeg");
        }
        if (context.req().getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        if (!uploads.tryAcquire()) {
            throw new ApiException(429, "others are sending pictures: try again in a moment");
        }
        try {
            byte[] jpeg = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
            if (jpeg.length > MOST_BYTES) {
                throw tooLarge();
            }
            Answers.json(context, tryIt.detect(jpeg));
        } finally {
            uploads.release();
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(413, "a picture may have " + (MOST_BYTES >> 20) + " MiB: send a smaller one");
    }
}
