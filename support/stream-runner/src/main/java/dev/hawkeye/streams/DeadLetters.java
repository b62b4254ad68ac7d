package dev.hawkeye.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records for the dead letter queue: key and value as they came, and headers that say why and from where. The headers
 * have the names of Kafka Streams' own dead letter queue (KIP-1034), so that tools for it read ours.
 */
public final class DeadLetters {
    private static final String PREFIX = "__streams.errors.";
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_KEY = 200;

    private DeadLetters() {}

    /**
     * A letter.
     *
     * @param topic that the record was read from, with {@code offset} and the partition of {@code task}
     * @param why in one line
     */
    public static Record<byte[], byte[]> of(
            Record<byte[], byte[]> record, String topic, TaskId task, long offset, String why) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        put(headers, "message", why);
        put(headers, "topic", topic);
        put(headers, "partition", Integer.toString(task.partition()));
        put(headers, "offset", Long.toString(offset));
        return record.withHeaders(headers);
    }

    /**
     * The letter, or what of it is sure to be taken when its topic is known to refuse one as large: our headers and a
     * key of common length. They say where the record lies and how large it is.
     */
    public static Record<byte[], byte[]> fitting(Record<byte[], byte[]> letter, String topic, RefusedSizes refused) {
        int bytes = RefusedSizes.bytes(letter.key(), letter.value(), letter.headers());
        if (refused.fits(topic, bytes)) {
            return letter;
        }
        Headers headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        put(headers, "left.out", "the record itself, " + bytes + " bytes with key and headers: too large for " + topic);
        boolean shortKey = letter.key() != null && letter.key().length <= LONGEST_KEY;
        return new Record<>(shortKey ? letter.key() : null, null, letter.timestamp(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        String text = value.length() <= LONGEST_TEXT ? value : value.substring(0, LONGEST_TEXT);
        headers.add(PREFIX + name, text.getBytes(UTF_8));
    }
}
