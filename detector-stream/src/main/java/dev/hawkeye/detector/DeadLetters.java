package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records for the dead letter queue: key and value as they came, and headers that say why and from where. The headers
 * have the names of Kafka Streams' own dead letter queue (KIP-1034), so that tools for it read ours.
 */
final class DeadLetters {
    private static final String PREFIX = "__streams.errors.";

    private DeadLetters() {}

    static Record<byte[], byte[]> of(
            Record<byte[], byte[]> record, String topic, TaskId task, long offset, String why) {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, "message", why);
        put(headers, "topic", topic);
        put(headers, "partition", Integer.toString(task.partition()));
        put(headers, "offset", Long.toString(offset));
        return record.withHeaders(headers);
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name).add(PREFIX + name, value.getBytes(UTF_8));
    }
}
