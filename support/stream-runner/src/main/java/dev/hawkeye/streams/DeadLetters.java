package dev.hawkeye.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.ThrottledLog;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;

/**
 * Records for the dead letter queue: key and value as they arrived, and headers with the reason and the source. The
 * headers have the names of Kafka Streams' own dead letter queue (KIP-1034), so its tools can read ours.
 */
public final class DeadLetters {
    private static final String PREFIX = "__streams.errors.";
    private static final int MAX_LINES = 10;
    private static final int MAX_TEXT_LENGTH = 1_000;
    private static final int MAX_KEY_LENGTH = 200;

    private DeadLetters() {}

    /**
     * A throttled log of unusable records. A misbehaving writer sends thousands a second, and logging each would fill
     * the reader's disk; every record is on the topic anyway, with its reason.
     *
     * @param log the log of the class that reads the records
     * @param topic the topic of the dead letters
     */
    public static ThrottledLog log(Logger log, String topic) {
        return ThrottledLog.firstOfEachMinute(
                log, MAX_LINES, "{} more such records, which are on " + topic + " with their reasons");
    }

    /**
     * Creates a dead letter.
     *
     * @param topic the topic that the record was read from, with {@code offset} and the partition of {@code task}
     * @param why reason, one line
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
     * Returns the letter, or, when its topic is known to refuse one of this size, a shortened one that is certain to be
     * accepted: our headers and a key of ordinary length, which say where the record is and how large it is.
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
        boolean shortKey = letter.key() != null && letter.key().length <= MAX_KEY_LENGTH;
        return new Record<>(shortKey ? letter.key() : null, null, letter.timestamp(), headers);
    }

    private static void put(Headers headers, String name, String value) {
        String text = value.length() <= MAX_TEXT_LENGTH ? value : value.substring(0, MAX_TEXT_LENGTH);
        headers.add(PREFIX + name, text.getBytes(UTF_8));
    }
}
