package dev.hawkeye.aggregator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key of an open window. Its bytes sort as the windows of a camera do, by start, and the windows of one camera lie side by
 * side: a range scan finds those that are to be closed. Layout: length of the id (4 bytes), id (UTF-8), start with the sign
 * bit flipped (8 bytes, big-endian).
 *
 * @param camera id
 * @param start of the window, ms since the epoch, inclusive
 */
record WindowKey(String camera, long start) {

    static Serde<WindowKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> of(bytes));
    }

    private byte[] bytes() {
        byte[] id = camera.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + id.length + Long.BYTES)
                .putInt(id.length)
                .put(id)
                .putLong(start ^ Long.MIN_VALUE)
                .array();
    }

    private static WindowKey of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] id = new byte[buffer.getInt()];
        buffer.get(id);
        return new WindowKey(new String(id, UTF_8), buffer.getLong() ^ Long.MIN_VALUE);
    }
}
