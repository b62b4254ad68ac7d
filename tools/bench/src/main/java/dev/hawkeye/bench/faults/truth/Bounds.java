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
 * The progress of the pipeline at a moment, by partition. A change has two of these: from before anything of it was
 * written, and from after everyone had acknowledged it. They determine for which frames it cannot have been in effect,
 * and for which it must have been.
 *
 * @param frames end offsets of {@code frames}
 * @param detected ends of the committed part of {@code detections}: everything before was detected by then
 * @param detections end offsets of {@code detections}, including open transactions: everything after was aggregated
 * later
 * @param aggregated offsets committed by the aggregator: everything before was aggregated by then
 */
public record Bounds(
        Map<Integer, Long> frames,
        Map<Integer, Long> detected,
        Map<Integer, Long> detections,
        Map<Integer, Long> aggregated) {

    /**
     * Reads the current bounds. Each is valid for its own moment, so they need not be read at the same instant.
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

    /** Whether all detections have been aggregated. */
    public boolean isAggregated() {
        return detected.entrySet().stream()
                .allMatch(
                        end -> aggregated.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1 || end.getValue() == 0);
    }
}
