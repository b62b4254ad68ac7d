package dev.hawkeye.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record, or now if it has none. Such a record can be written to a topic that keeps its producers' times,
 * and Kafka Streams' own extractor kills the stream thread over it, again and again. Created by Kafka Streams; safe for
 * use by many threads.
 */
public final class RecordTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() >= 0 ? record.timestamp() : System.currentTimeMillis();
    }
}
