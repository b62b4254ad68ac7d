package dev.hawkeye.analyze;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows when the aggregator is done: it commits the offset of a detection in the same transaction as everything that
 * follows from it, so once the offset behind the last detection is committed, every window, event and keyframe is on
 * its topic.
 * Used by one thread.
 */
public final class AggregatorProgress implements AutoCloseable {
    private final Admin admin;
    private final String group;

    /**
     * @param kafka native properties, {@code bootstrap.servers} among them
     * @param group application id of the aggregator
     */
    public AggregatorProgress(Map<String, Object> kafka, String group) {
        this.admin = Admin.create(kafka);
        this.group = group;
    }

    /**
     * @param last offset of the last detection, by partition
     * @return whether everything that follows from them is on its topic
     * @throws IllegalStateException when Kafka does not say
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
