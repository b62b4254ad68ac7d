package dev.hawkeye.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Extracts the time of a record, or now if it has none. A topic that keeps its producers' timestamps may contain such
 * records, and Kafka Streams' own extractor kills the stream thread over each, repeatedly. Created by Kafka Streams;
 * thread-safe.
 */
public final class RecordTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
