package dev.hawkeye.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of a topic, from its beginning or from a time, up to its current end, and then onward.
 * Owns a consumer that joins no group, until {@link #close()}. Not thread-safe, except for {@link #wakeup()}.
 */
public final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Receives the records. */
    public interface Sink {
        void take(ConsumerRecord<byte[], byte[]> record);
    }

    private TopicScan(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = partitions;
    }

    /** @throws KafkaException when there is no such topic, or Kafka does not answer */
    public static TopicScan fromBeginning(Map<String, Object> kafka, String topic) {
        TopicScan scan = open(kafka, topic);
        scan.consumer.seekToBeginning(scan.partitions);
        return scan;
    }

    /** @param millis time on the broker's clock */
    public static TopicScan from(Map<String, Object> kafka, String topic, long millis) {
        TopicScan scan = open(kafka, topic);
        Map<TopicPartition, Long> times = new HashMap<>();
        scan.partitions.forEach(partition -> times.put(partition, millis));
        scan.consumer.offsetsForTimes(times).forEach((partition, first) -> {
            if (first == null) {
                scan.consumer.seekToEnd(List.of(partition));
            } else {
                scan.consumer.seek(partition, first.offset());
            }
        });
        return scan;
    }

    private static TopicScan open(Map<String, Object> kafka, String topic) {
        Map<String, Object> properties = Groupless.properties(kafka);
        FetchSize.properties().forEach(properties::putIfAbsent);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("there is no topic " + topic + ": create it with `./hawkeye topics create`");
            }
            consumer.assign(partitions);
            return new TopicScan(consumer, partitions);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Reads up to the current end of the topic.
     *
     * @throws TimeoutException when Kafka does not answer
     */
    public void toEnd(Sink sink) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long heard = System.nanoTime();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            if (poll(POLL, sink)) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /**
     * Waits up to {@code longest} for more records.
     *
     * @return whether there were any
     */
    public boolean poll(Duration longest, Sink sink) {
        var records = consumer.poll(longest);
        records.forEach(sink::take);
        return !records.isEmpty();
    }

    /** The key of a record as text; empty if it has none. */
    public static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }

    /**
     * Interrupts a waiting call with a {@link org.apache.kafka.common.errors.WakeupException}; callable from any
     * thread.
     */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
