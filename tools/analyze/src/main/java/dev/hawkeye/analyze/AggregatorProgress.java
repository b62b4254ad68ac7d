package dev.hawkeye.analyze;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Detects when the aggregator is done. The aggregator commits the offset of a detection in the same transaction as all
 * results of that detection, so once the offset after the last detection is committed, every window, event and keyframe
 * is on its topic. Not thread-safe.
 */
public final class AggregatorProgress implements AutoCloseable {
    private final Admin admin;
    private final String group;

    /**
     * @param kafka native properties, including {@code bootstrap.servers}
     * @param group application id of the aggregator
     */
    public AggregatorProgress(Map<String, Object> kafka, String group) {
        this.admin = Admin.create(kafka);
        this.group = group;
    }

    /**
     * @param last offsets of the last detections, by partition
     * @return whether all their results are on the topics
     * @throws IllegalStateException when Kafka does not answer
     */
    public boolean isPast(Map<TopicPartition, Long> last) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return last.entrySet().stream().allMatch(entry -> {
                OffsetAndMetadata offset = committed.get(entry.getKey());
                return offset != null && offset.offset() > entry.getValue();
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException("the aggregator's progress cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
