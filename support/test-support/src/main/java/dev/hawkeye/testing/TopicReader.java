package dev.hawkeye.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic from its beginning, all partitions, without a group. Not thread-safe. */
public final class TopicReader<T> implements AutoCloseable {
    private final KafkaConsumer<String, T> consumer;
    private final List<ConsumerRecord<String, T>> seen = new ArrayList<>();

    public TopicReader(String bootstrapServers, String topic, Deserializer<T> values) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), values);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Continues reading until a record satisfies {@code condition}.
     *
     * @return everything read so far
     * @throws AssertionError when none arrives within a minute
     */
    public List<ConsumerRecord<String, T>> until(Predicate<T> condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        boolean found = seen.stream().anyMatch(record -> condition.test(record.value()));
        while (!found) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not among " + seen.size() + " records: " + seen);
            }
            for (ConsumerRecord<String, T> record : consumer.poll(Duration.ofMillis(100))) {
                seen.add(record);
                found |= condition.test(record.value());
            }
        }
        return List.copyOf(seen);
    }

    /** @return everything read so far, and everything there now */
    public List<ConsumerRecord<String, T>> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
