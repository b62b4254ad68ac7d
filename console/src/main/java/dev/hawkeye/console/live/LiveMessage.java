package dev.hawkeye.console.live;

import dev.hawkeye.console.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One server-sent event, created once for all clients.
 *
 * @param camera the camera; empty when the message is not about a single camera
 * @param subject identifies the message among those of its camera, if a newer one on the same subject replaces it;
 * otherwise empty
 * @param bytes message as sent over the wire
 */
public record LiveMessage(Kind kind, String camera, String subject, Bytes bytes) {

    /** The kind of a message, which determines its treatment while the client is slow. */
    public enum Kind {
        HELLO,
        CAMERA,
        FORGOTTEN,
        DETECTION,
        COUNT,
        TRACK,
        EVENT,
        HEALTH
    }

    /** Immutable bytes. */
    static final class Bytes {
        final byte[] array;

        private Bytes(byte[] array) {
            this.array = array;
        }
    }

    public static LiveMessage of(Kind kind, String camera, Object value) {
        return of(kind, camera, "", value);
    }

    public static LiveMessage of(Kind kind, String camera, String subject, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.writeBytes(("event: " + kind.name().toLowerCase(java.util.Locale.ROOT) + "\ndata: ")
                .getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(Json.bytes(value)); // Jackson escapes line ends, so it is one line.
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return new LiveMessage(kind, camera, subject, new Bytes(bytes.toByteArray()));
    }
}
