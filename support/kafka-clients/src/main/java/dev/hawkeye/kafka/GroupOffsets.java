package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The end offsets of partitions, and how far a consumer group has read them. Uses its owner's admin client; each call
 * to Kafka is limited by the given patience, and throws an {@link ExecutionException} with Kafka's error or a {@link
 * TimeoutException}. As thread-safe as the admin client.
 */
public final class GroupOffsets {
    private final Admin admin;
    private final long patienceMillis;

    /** @param patience maximum wait for each answer */
    public GroupOffsets(Admin admin, Duration patience) {
        this.admin = admin;
        this.patienceMillis = patience.toMillis();
    }

    /** All partitions of a topic. */
    public List<TopicPartition> partitions(String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /**
     * The offset at which the group resumes, for those partitions in which it has committed one. A group that does not
     * exist yet has committed nothing.
     */
    public Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> answer = await(admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.copyOf(partitions))))
                    .partitionsToOffsetAndMetadata(group));
            answer.forEach((partition, position) -> {
                if (position != null) {
                    committed.put(partition, position.offset());
                }
            });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return committed;
    }

    /** The offset of the oldest record of each partition. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset that the next record of each partition will get. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!partitions.isEmpty()) {
            Map<TopicPartition, OffsetSpec> question = new HashMap<>();
            partitions.forEach(partition -> question.put(partition, which));
            await(admin.listOffsets(question).all())
                    .forEach((partition, info) -> offsets.put(partition, info.offset()));
        }
        return offsets;
    }

    private <T> T await(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(patienceMillis, TimeUnit.MILLISECONDS);
    }
}
