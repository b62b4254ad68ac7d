package dev.hawkeye.notify.delivery;

import dev.hawkeye.notify.alarm.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where a target resumes: at its committed position; a new target starts with new events, and a new partition of
 * an existing target starts with its first record.
 */
final class Resumption {
    private Resumption() {}

    /**
     * Reads the positions from Kafka.
     *
     * @param consumer a member of the target's group to which the partitions are assigned
     */
    static Map<TopicPartition, Memory> of(Consumer<?, ?> consumer, String topic, Set<TopicPartition> places) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(consumer, topic, places);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(places);
        Map<TopicPartition, Long> ends = consumer.endOffsets(places);
        Map<TopicPartition, Memory> memories = new HashMap<>();
        for (TopicPartition place : places) {
            OffsetAndMetadata commit = committed.get(place);
            Memory nothing = Memory.parse(beginnings.get(place), "");
            Memory memory = commit == null ? nothing : Memory.parse(commit.offset(), commit.metadata());
            // If the end is before that, the topic was recreated.
            memories.put(place, memory.next() > ends.get(place) ? nothing : memory);
        }
        return memories;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(
            Consumer<?, ?> consumer, String topic, Set<TopicPartition> places) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(consumer.committed(places));
        committed.values().removeIf(Objects::isNull);
        return committed.size() < places.size() && isNew(consumer, topic)
                ? beginNow(consumer, partitions(consumer, topic))
                : committed;
    }

    private static boolean isNew(Consumer<?, ?> consumer, String topic) {
        return consumer.committed(partitions(consumer, topic)).values().stream().allMatch(Objects::isNull);
    }

    private static Map<TopicPartition, OffsetAndMetadata> beginNow(Consumer<?, ?> consumer, Set<TopicPartition> all) {
        Map<TopicPartition, OffsetAndMetadata> now = new HashMap<>();
        consumer.endOffsets(all).forEach((place, end) -> now.put(place, new OffsetAndMetadata(end, "")));
        consumer.commitSync(now);
        return now;
    }

    private static Set<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
    }
}
