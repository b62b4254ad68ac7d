package dev.hawkeye.replay;

import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.Groupless;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the committed records of some topics, without a group. Owns its consumer until {@link #close()}. Not
 * thread-safe.
 */
final class TopicScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int FEW = 50;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Set<TopicPartition> over = new HashSet<>();
    private final long untilMillis;

    private TopicScan(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            long untilMillis) {
        this.consumer = consumer;
        this.ends = ends;
        this.untilMillis = untilMillis;
        consumer.assign(partitions);
        begins.forEach(consumer::seek);
    }

    /**
     * Scans the current contents of the topics.
     *
     * @param from start time: reading begins with the first record that is not older
     * @param until end time: reading of a partition ends with the first newer record, or with the current last one
     */
    static TopicScan between(Map<String, Object> kafka, List<String> topics, Instant from, Instant until) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
        try {
            List<TopicPartition> partitions = partitions(consumer, topics);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
            Map<TopicPartition, Long> begins = new HashMap<>();
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) -> begins.put(partition, offset(found, ends.get(partition))));
            return new TopicScan(consumer, partitions, begins, ends, until.toEpochMilli());
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static long offset(OffsetAndTimestamp found, long end) {
        return found == null ? end : Math.min(end, found.offset());
    }

    /** Scans everything from the beginning on, without an end. */
    static TopicScan following(Map<String, Object> kafka, List<String> topics) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
        try {
            List<TopicPartition> partitions = partitions(consumer, topics);
            return new TopicScan(
                    consumer, partitions, consumer.beginningOffsets(partitions), new HashMap<>(), Long.MAX_VALUE);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> properties = Groupless.properties(kafka);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, FEW);
        properties.putAll(FetchSize.properties());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        return partitions;
    }

    /** The number of partitions. */
    int partitions() {
        return consumer.assignment().size();
    }

    /**
     * Passes on the next few records, after waiting briefly if there are none.
     *
     * @throws OffsetOutOfRangeException when the next record has been deleted
     */
    void poll(Consumer<ConsumerRecord<byte[], byte[]>> take) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.timestamp() > untilMillis) {
                over.add(partition);
            } else if (!over.contains(partition) && record.offset() < ends.getOrDefault(partition, Long.MAX_VALUE)) {
                take.accept(record);
            }
        }
        ends.forEach((partition, end) -> {
            if (!over.contains(partition) && consumer.position(partition) >= end) {
                over.add(partition);
            }
        });
        consumer.pause(over);
    }

    /** Whether everything has been read. */
    boolean isOver() {
        return over.size() == ends.size();
    }

    /** Reads to the current end of every partition. */
    void catchUp(Consumer<ConsumerRecord<byte[], byte[]>> take) {
        Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment());
        while (now.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(take);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
