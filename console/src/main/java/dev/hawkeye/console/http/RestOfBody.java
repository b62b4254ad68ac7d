package dev.hawkeye.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The unread rest of a refused request body. */
final class RestOfBody {
    private static final long MAX_BYTES = 64L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private RestOfBody() {}

    /**
     * Reads the rest, since a browser shows the response only after it has sent everything. Stops beyond some length, and
     * after a while.
     */
    static void discard(Context context) {
        if (context.header("Expect") != null) {
            return; // The client waits for permission to send it.
        }
        try {
            InputStream body = context.req().getInputStream();
            byte[] buffer = new byte[64 << 10];
            long left = MAX_BYTES;
            long end = System.nanoTime() + LONGEST.toNanos();
            int read = body.read(buffer);
            while (read >= 0 && left > 0 && System.nanoTime() - end < 0) {
                left -= read;
                read = body.read(buffer);
            }
        } catch (IOException e) {
            // The client disconnected: nobody will see the response.
        }
    }
}
