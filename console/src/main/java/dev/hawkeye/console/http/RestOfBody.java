package dev.hawkeye.console.http;

import java.io.IOException;
import java.io.InputStream;

/** The unread rest of a refused request body. */
public final class RestOfBody {
    private static final long MAX_BYTES = 64L << 20;

    private RestOfBody() {}

    /**
     * Reads the rest, since a browser shows the response only after it has sent everything. Stops beyond some length.
     */
    public static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long left = MAX_BYTES;
        int read = body.read(buffer);
        while (read >= 0 && left > 0) {
            left -= read;
            read = body.read(buffer);
        }
    }
}
