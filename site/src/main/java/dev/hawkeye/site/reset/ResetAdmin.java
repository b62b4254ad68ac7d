package dev.hawkeye.site.reset;

import dev.hawkeye.kafka.KafkaAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * The Kafka requests of a reset. Owns its client until {@link #close()}. Every method throws a {@link KafkaException}
 * when Kafka cannot be reached or refuses.
 */
final class ResetAdmin implements AutoCloseable {
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TIMEOUT_MILLIS = 15_000;

    private final Admin admin;

    private ResetAdmin(Admin admin) {
        this.admin = admin;
    }

    static ResetAdmin connect(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return new ResetAdmin(Admin.create(properties));
    }

    String clusterId() throws InterruptedException {
        return KafkaAnswer.of(admin.describeCluster().clusterId());
    }

    /** The names of all topics, including those of Kafka Streams, but not Kafka's own internal ones. */
    Set<String> topics() throws InterruptedException {
        return KafkaAnswer.of(admin.listTopics().names());
    }

    /** Descriptions of the members of a group, whichever protocol it uses; none for a group that does not exist. */
    List<String> members(String group) throws InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .map(member -> member.clientId() + " at " + member.host())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return streamsMembers(group);
            }
            throw KafkaAnswer.failure(e);
        }
    }

    /** With {@code group.protocol=streams}, a group has another type, and does not exist as a consumer group. */
    private List<String> streamsMembers(String group) throws InterruptedException {
        try {
            return admin.describeStreamsGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .map(member -> member.clientId() + " at " + member.clientHost())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnsupportedVersionException) {
                return List.of();
            }
            throw KafkaAnswer.failure(e);
        }
    }

    /** The committed offsets of a group; waits for pending transactions that may change them. */
    Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec()),
                            new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata(group)
                    .get();
            return offsets.entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw KafkaAnswer.failure(e);
        }
    }

    /** One offset for each partition of a topic. */
    Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                KafkaAnswer.of(admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic))
                        .partitions()
                        .stream()
                        .collect(Collectors.toMap(
                                partition -> new TopicPartition(topic, partition.partition()), partition -> which));
        return KafkaAnswer.of(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** @return false if the group has members, in which case nothing is changed */
    boolean move(String group, Map<TopicPartition, OffsetAndMetadata> targets) throws InterruptedException {
        return targets.isEmpty()
                || done(admin.alterConsumerGroupOffsets(group, targets).all());
    }

    /** @return false if the group has members, in which case nothing is changed */
    boolean forget(String group, Set<TopicPartition> partitions) throws InterruptedException {
        return partitions.isEmpty()
                || done(admin.deleteConsumerGroupOffsets(group, partitions).all());
    }

    private static boolean done(KafkaFuture<Void> change) throws InterruptedException {
        try {
            change.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownMemberIdException
                    || e.getCause() instanceof GroupNotEmptyException
                    || e.getCause() instanceof GroupSubscribedToTopicException) {
                return false;
            }
            throw KafkaAnswer.failure(e);
        }
    }

    /** Deletes topics; one that is already gone is not an error. */
    void delete(Collection<String> topics) throws InterruptedException {
        for (Map.Entry<String, KafkaFuture<Void>> deletion :
                admin.deleteTopics(topics).topicNameValues().entrySet()) {
            try {
                deletion.getValue().get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    throw new AuthorizationException("topic " + deletion.getKey() + " needs DELETE", e.getCause());
                }
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw KafkaAnswer.failure(e);
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
