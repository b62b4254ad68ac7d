package dev.hawkeye.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads a request body as a record. */
public final class JsonBody {
    private JsonBody() {}

    /**
     * Reads the body of a request.
     *
     * @param mostBytes maximum length of the body
     * @param form expected form, for the error
     * @throws ApiException 415 for another type, 413 for a longer body, 400 for anything that is not such JSON
     */
    public static <T> T read(Context context, Class<T> type, int mostBytes, String form) {
        String given = context.contentType();
        if (given == null || !given.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw new ApiException(415, "send JSON with Content-Type application/json");
        }
        try {
            InputStream in = context.req().getInputStream();
            byte[] body = in.readNBytes(mostBytes + 1);
            if (body.length > mostBytes) {
                throw new ApiException(413, "the body may have at most " + mostBytes + " bytes");
            }
            T read = Json.read(body, type);
            if (read == null) {
                throw new ApiException(400, "the body must be " + form);
            }
            return read;
        } catch (IOException e) {
            throw new ApiException(400, "the body must be " + form);
        }
    }
}
