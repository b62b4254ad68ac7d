package dev.hawkeye.bench.faults.truth;

import dev.hawkeye.kafka.KafkaAnswer;
import dev.hawkeye.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the pipeline is at a moment, by partition. From the two of a change, when nothing of it was written and when everyone
 * had acknowledged it, follows for which frames it cannot have been in effect and for which it must have been.
 *
 * @param frames where {@code frames} ends
 * @param detected where the committed part of {@code detections} ends: what is before was detected by then
 * @param detections where {@code detections} ends, transactions under way included: what comes later was aggregated later
 * @param aggregated what the aggregator has committed: what is before was aggregated by then
 */
public record Bounds(
        Map<Integer, Long> frames,
        Map<Integer, Long> detected,
        Map<Integer, Long> detections,
        Map<Integer, Long> aggregated) {

    /**
     * Each of the bounds is right if it is from a moment before that, or from one after: so they need not be of one moment.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public static Bounds now(Admin admin, Topics topics, String aggregator) throws InterruptedException {
        return new Bounds(
                ends(admin, topics.frames(), IsolationLevel.READ_UNCOMMITTED),
                ends(admin, topics.detections(), IsolationLevel.READ_COMMITTED),
                ends(admin, topics.detections(), IsolationLevel.READ_UNCOMMITTED),
                committed(admin, topics.detections(), aggregator));
    }

    private static Map<Integer, Long> ends(Admin admin, String topic, IsolationLevel isolation)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                KafkaAnswer.of(admin.describeTopics(java.util.List.of(topic)).allTopicNames())
                        .get(topic)
                        .partitions()
                        .stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()),
                                partition -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        KafkaAnswer.of(admin.listOffsets(asked, new ListOffsetsOptions(isolation))
                        .all())
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    private static Map<Integer, Long> committed(Admin admin, String topic, String group) throws InterruptedException {
        Map<Integer, Long> committed = new HashMap<>();
        KafkaAnswer.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic)) {
                        committed.put(
                                partition.partition(),
                                Optional.ofNullable(offset)
                                        .map(OffsetAndMetadata::offset)
                                        .orElse(0L));
                    }
                });
        return committed;
    }

    /** Whether all detections are aggregated. */
    public boolean isAggregated() {
        return detected.entrySet().stream()
                .allMatch(
                        end -> aggregated.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1 || end.getValue() == 0);
    }
}
