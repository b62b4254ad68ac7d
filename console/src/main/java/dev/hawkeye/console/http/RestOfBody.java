package dev.hawkeye.console.http;

import java.io.IOException;
import java.io.InputStream;

/** What a client has yet to send of a body that is refused. */
public final class RestOfBody {
    private static final long MAX_BYTES = 64L << 20;

    private RestOfBody() {}

    /** Reads it: a browser shows the answer only after it has sent everything. Beyond some length it need not. */
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
