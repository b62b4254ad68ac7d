package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads single records by partition and offset, with a consumer of its own that joins no group.
 *
 * <p>Owns the consumer until {@link #close()}. Used by one thread at a time, except for {@link #wakeup()}.
 */
public final class RecordReader implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    private RecordReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param consumerProperties native, with {@code bootstrap.servers}; no group is joined */
    public static RecordReader connect(Map<String, Object> consumerProperties) {
        Map<String, Object> properties = Groupless.properties(consumerProperties);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Something refers to the record, so it may be read, whatever transactions are open after it.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // A broker sends the first batch whatever its size, and with this setting nothing beyond it.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        // The consumer prefetches before it hands a record out, and the next read waits for that answer.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        return new RecordReader(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * @param patience maximum wait for Kafka
     * @return the record; empty when there is none at this offset, or no longer
     * @throws TimeoutException when Kafka does not answer in time
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup()}
     */
    public Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long offset, Duration patience) {
        // It stays assigned: a consumer without partitions forgets where the topic is, and has to ask again.
        consumer.assign(List.of(partition));
        try {
            consumer.seek(partition, offset);
            return poll(partition, offset, patience);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        }
    }

    private Optional<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition, long offset, Duration patience) {
        long begin = System.nanoTime();
        Duration left = patience;
        while (left.toMillis() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(left.compareTo(STEP) < 0 ? left : STEP)) {
                return record.offset() == offset ? Optional.of(record) : Optional.empty();
            }
            left = patience.minusNanos(System.nanoTime() - begin);
            if (left.toMillis() > 0 && offset >= end(partition, left)) {
                return Optional.empty(); // Nothing has been written at this offset yet.
            }
        }
        throw new TimeoutException("no answer within " + patience.toSeconds() + " s");
    }

    /** Asked of Kafka: what the consumer knows of the end is from an earlier read. */
    private long end(TopicPartition partition, Duration patience) {
        return consumer.endOffsets(List.of(partition), patience).get(partition);
    }

    /**
     * How many partitions a topic has; asks Kafka only the first time.
     *
     * @return 0 when there is no such topic
     * @throws TimeoutException when Kafka does not answer in time
     */
    public int partitions(String topic, Duration patience) {
        return consumer.partitionsFor(topic, patience).size();
    }

    /** Ends a waiting read; may be called by any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
