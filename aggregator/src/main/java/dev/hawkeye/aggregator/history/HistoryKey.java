package dev.hawkeye.aggregator.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The key of one history record, which holds the final windows of a camera that begin at {@code start} or later, up to
 * {@link #WINDOWS} times {@code advance} after it. In byte order, the keys of a camera are adjacent, oldest first.
 * Windows of other settings have other keys, so they never mix.
 *
 * @param start ms since the epoch, a multiple of {@link #span}
 * @param advance time from one window's start to the next, ms
 * @param window length of a window, ms
 */
public record HistoryKey(String camera, long start, long advance, long window) {
    /** Windows per record: each window rewrites its record, which stays at a few kilobytes. */
    public static final int WINDOWS = 60;

    private static final int NUMBERS = 3 * Long.BYTES;

    /** The key for a window that begins at {@code windowStart}. */
    static HistoryKey of(String camera, long windowStart, AggregatorConfig config) {
        long advance = config.advance().toMillis();
        long start = Math.floorDiv(windowStart, WINDOWS * advance) * WINDOWS * advance;
        return new HistoryKey(camera, start, advance, config.window().toMillis());
    }

    /** Length of the period in which the windows of this key begin, ms. */
    public long span() {
        return WINDOWS * advance;
    }

    HistoryKey startingAt(long otherStart) {
        return new HistoryKey(camera, otherStart, advance, window);
    }

    /** Thread-safe. */
    public static Serde<HistoryKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.bytes(), (topic, bytes) -> of(bytes));
    }

    private byte[] bytes() {
        byte[] name = camera.getBytes(UTF_8);
        return ByteBuffer.allocate(name.length + 1 + NUMBERS)
                .put(name)
                .put((byte) 0)
                .putLong(start ^ Long.MIN_VALUE) // flipped sign: negatives come first in unsigned byte order
                .putLong(advance)
                .putLong(window)
                .array();
    }

    private static HistoryKey of(byte[] bytes) {
        int name = bytes.length - 1 - NUMBERS;
        ByteBuffer numbers = ByteBuffer.wrap(bytes, name + 1, NUMBERS);
        return new HistoryKey(
                new String(bytes, 0, name, UTF_8),
                numbers.getLong() ^ Long.MIN_VALUE,
                numbers.getLong(),
                numbers.getLong());
    }
}
