package dev.hawkeye.site.gate;

import dev.hawkeye.kafka.KafkaAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends hanging transactions, which nothing else would ever end. Such a transaction is open in a partition, but its
 * coordinator has finished with it: no reader of committed records gets past it, and a service that restores its state
 * from the partition never becomes ready. docs/guarantees.md explains how this happens.
 *
 * <p>A transaction that is really open is left alone. The partition reports its open transactions; then the coordinator
 * is asked about them, and then the partition again. A transaction that the coordinator did not know in between, and
 * that has not changed, is over: a coordinator knows a partition from before the first write until after the end marker
 * is written there.
 *
 * <p>Owns its client until {@link #close()}; waits at most 15 s for an answer. Not thread-safe.
 */
final class HangingTransactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HangingTransactions.class);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final long PAUSE_MILLIS = 1_000;

    private final Admin admin;
    private final String servers;

    /** @param kafka native properties, including {@code bootstrap.servers} */
    HangingTransactions(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        admin = Admin.create(properties);
        servers = String.valueOf(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** An open transaction in a partition; two readings of a hanging one are the same. */
    private record Open(TopicPartition partition, long firstOffset, ProducerState producer) {
        private boolean same(Open other) {
            return partition.equals(other.partition)
                    && firstOffset == other.firstOffset
                    && producer.producerId() == other.producer.producerId()
                    && producer.producerEpoch() == other.producer.producerEpoch();
        }

        @Override
        public String toString() {
            return "topic " + partition.topic() + ", partition " + partition.partition() + ": a transaction at offset "
                    + firstOffset + " was never completed, and blocks all readers of committed records";
        }
    }

    /**
     * Finds and ends hanging transactions, with one log line each. Those that this user may not end are only logged;
     * those that this user may not see, or that this Kafka cannot report, are skipped.
     *
     * @throws KafkaException when Kafka cannot be reached
     */
    void end(Collection<String> topics) throws InterruptedException {
        try {
            Set<TopicPartition> stuck = partitionsWithOpenTransactions(topics);
            List<Open> given = givenUp(open(stuck));
            if (given.isEmpty()) {
                return;
            }
            // A coordinator that has just started may not have loaded its transactions.
            Thread.sleep(PAUSE_MILLIS);
            Set<TopicPartition> concerned = given.stream().map(Open::partition).collect(Collectors.toSet());
            given = givenUp(open(concerned));
            List<Open> still = open(concerned);
            for (Open transaction : given) {
                if (still.stream().anyMatch(transaction::same)) {
                    end(transaction);
                }
            }
        } catch (UnsupportedVersionException e) {
            log.debug("this Kafka cannot report hanging transactions", e);
        }
    }

    /** The partitions whose last stable offset is below their end offset. */
    private Set<TopicPartition> partitionsWithOpenTransactions(Collection<String> topics) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (KafkaFuture<TopicDescription> description :
                admin.describeTopics(topics).topicNameValues().values()) {
            visible(description)
                    .ifPresent(topic -> topic.partitions().stream()
                            .filter(partition -> partition.leader() != null)
                            .forEach(partition -> latest.put(
                                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest())));
        }
        if (latest.isEmpty()) {
            return Set.of();
        }
        // In this order, so that a transaction committed in between does not look stuck.
        Map<TopicPartition, Long> ends = offsets(latest, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> committed = offsets(latest, IsolationLevel.READ_COMMITTED);
        return ends.keySet().stream()
                .filter(partition -> committed.getOrDefault(partition, Long.MAX_VALUE) < ends.get(partition))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> latest, IsolationLevel isolation)
            throws InterruptedException {
        var answers = admin.listOffsets(latest, new ListOffsetsOptions(isolation));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : latest.keySet()) {
            visible(answers.partitionResult(partition))
                    .map(ListOffsetsResultInfo::offset)
                    .ifPresent(offset -> offsets.put(partition, offset));
        }
        return offsets;
    }

    private List<Open> open(Set<TopicPartition> partitions) throws InterruptedException {
        if (partitions.isEmpty()) {
            return List.of();
        }
        DescribeProducersResult answers = admin.describeProducers(partitions);
        Set<Open> open = new HashSet<>();
        for (TopicPartition partition : partitions) {
            visible(answers.partitionResult(partition))
                    .ifPresent(state -> state.activeProducers()
                            .forEach(producer -> producer.currentTransactionStartOffset()
                                    .ifPresent(offset -> open.add(new Open(partition, offset, producer)))));
        }
        return List.copyOf(open);
    }

    /** The transactions that no coordinator knows, as far as this user can see. */
    private List<Open> givenUp(List<Open> open) throws InterruptedException {
        if (open.isEmpty()) {
            return List.of();
        }
        Set<Long> producers =
                open.stream().map(found -> found.producer().producerId()).collect(Collectors.toSet());
        Map<Long, String> ids = new HashMap<>();
        for (TransactionListing listing :
                KafkaAnswer.of(admin.listTransactions(new ListTransactionsOptions().filterProducerIds(producers))
                        .all())) {
            ids.put(listing.producerId(), listing.transactionalId());
        }
        Map<Long, Set<TopicPartition>> known = new HashMap<>();
        var descriptions = admin.describeTransactions(ids.values());
        for (Map.Entry<Long, String> id : ids.entrySet()) {
            visible(descriptions.description(id.getValue()))
                    .map(TransactionDescription::topicPartitions)
                    .ifPresent(partitions -> known.put(id.getKey(), partitions));
        }
        boolean all = known.keySet().containsAll(producers) || seesEveryTransaction();
        return open.stream()
                .filter(found -> {
                    Set<TopicPartition> at = known.get(found.producer().producerId());
                    return at == null ? all : !at.contains(found.partition());
                })
                .toList();
    }

    /**
     * Whether this user may see all transactions. To a user without permission, Kafka may report that a transaction
     * does not exist, so this asks for one that certainly does not.
     */
    private boolean seesEveryTransaction() throws InterruptedException {
        String unknown = UUID.randomUUID().toString();
        try {
            admin.describeTransactions(List.of(unknown)).description(unknown).get();
            return true;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TransactionalIdNotFoundException;
        }
    }

    private void end(Open transaction) throws InterruptedException {
        ProducerState producer = transaction.producer();
        AbortTransactionSpec abort = new AbortTransactionSpec(
                transaction.partition(),
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
        try {
            admin.abortTransaction(abort).all().get();
            log.warn("{}; it was aborted, and its records are ignored", transaction);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof AuthorizationException
                    ? "this user may not abort it (ALTER on the cluster)"
                    : "it could not be aborted (" + e.getCause().getMessage() + ")";
            log.warn(
                    "{}; {}: as Kafka's administrator, run kafka-transactions.sh --bootstrap-server {} abort --topic {}"
                            + " --partition {} --start-offset {}",
                    transaction,
                    why,
                    servers,
                    transaction.partition().topic(),
                    transaction.partition().partition(),
                    transaction.firstOffset());
        }
    }

    /** The result; empty if this user may not see it, or if it no longer exists. */
    private static <T> Optional<T> visible(KafkaFuture<T> future) throws InterruptedException {
        try {
            return Optional.of(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof TransactionalIdNotFoundException) {
                return Optional.empty();
            }
            throw KafkaAnswer.failure(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
