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
 * Reads single records by partition and offset, with its own consumer, which joins no group.
 *
 * <p>Owns the consumer until {@link #close()}. Not thread-safe, except for {@link #wakeup()}.
 */
public final class RecordReader implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;

    private RecordReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** @param consumerProperties native properties, with {@code bootstrap.servers}; no group is joined */
    public static RecordReader connect(Map<String, Object> consumerProperties) {
        Map<String, Object> properties = Groupless.properties(consumerProperties);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // Something refers to the record, so it may be read regardless of open transactions after it.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // A broker sends the first batch whatever its size, and with this setting nothing after it.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        // The consumer prefetches before it returns a record, and the next read waits for that response.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        return new RecordReader(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /**
     * @param patience maximum wait for Kafka
     * @return the record; empty when there is none at this offset, or none any more
     * @throws TimeoutException when Kafka does not answer in time
     * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup()}
     */
    public Optional<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long offset, Duration patience) {
        // The partition stays assigned: a consumer without partitions forgets the topic's metadata and has to fetch it
        // again.
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

    /** Asks Kafka: the end offset that the consumer knows is from an earlier read. */
    private long end(TopicPartition partition, Duration patience) {
        return consumer.endOffsets(List.of(partition), patience).get(partition);
    }

    /**
     * Returns the number of partitions of a topic; asks Kafka only the first time.
     *
     * @return 0 when there is no such topic
     * @throws TimeoutException when Kafka does not answer in time
     */
    public int partitions(String topic, Duration patience) {
        return consumer.partitionsFor(topic, patience).size();
    }

    /** Interrupts a waiting read; callable from any thread. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
