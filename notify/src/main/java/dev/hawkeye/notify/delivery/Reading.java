package dev.hawkeye.notify.delivery;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of one consumer of one target, until Kafka fails. Processes records one by one; while a target is
 * unreachable, the partitions are paused and polling continues, so that the consumer stays in the group. Commits what
 * was delivered, see {@link dev.hawkeye.notify.alarm.Alarms}. Confined to the delivery's thread.
 */
final class Reading implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Reading.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Empty polls after which the topic is known to be readable; the first one only sends the request. */
    private static final int PROOF = 3;

    private static final long MEASURE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();
    /** Much less than max.poll.interval.ms. */
    private static final long SIGN_OF_LIFE_NANOS = Duration.ofSeconds(5).toNanos();

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<Event> deserializer;
    private final RegistryPatience patience;
    private final Supplier<List<Rule>> wanted;
    private List<Rule> rules;
    private final Outlet outlet;
    private final TargetMeters meters;
    private final Clock clock;
    private final BooleanSupplier closing;
    private final Runnable rested;
    private final Runnable joined;
    private final Map<TopicPartition, Partition> owned = new HashMap<>();
    private final Deque<ConsumerRecord<byte[], byte[]>> backlog = new ArrayDeque<>();
    private boolean assigned;
    private int polls;
    private boolean waiting;
    private long polledAt = System.nanoTime();
    private long committedAt = System.nanoTime();
    private long measuredAt = System.nanoTime() - MEASURE_NANOS;

    /**
     * Dependencies that all readings of a target share.
     *
     * @param rested called repeatedly while there are neither rules nor alarms
     */
    record Surroundings(
            String topic,
            Deserializer<Event> deserializer,
            RegistryPatience patience,
            Supplier<List<Rule>> rules,
            Outlet outlet,
            TargetMeters meters,
            Clock clock,
            BooleanSupplier closing,
            Runnable rested) {}

    /** @param joined called repeatedly once events are known to be read */
    Reading(Consumer<byte[], byte[]> consumer, Surroundings around, Runnable joined) {
        this.consumer = consumer;
        this.joined = joined;
        this.topic = around.topic();
        this.deserializer = around.deserializer();
        this.patience = around.patience();
        this.wanted = around.rules();
        this.rules = wanted.get();
        this.outlet = around.outlet();
        this.meters = around.meters();
        this.clock = around.clock();
        this.closing = around.closing();
        this.rested = around.rested();
    }

    /** Reads until the delivery closes. */
    void run() throws InterruptedException {
        outlet.begin();
        outlet.rules(rules);
        consumer.subscribe(List.of(topic), this);
        while (!closing.getAsBoolean()) {
            change();
            outlet.look();
            poll(POLL);
            while (!backlog.isEmpty() && !closing.getAsBoolean()) {
                commitNowAndThen();
                change();
                take(backlog.poll());
                giveSignOfLife();
            }
            if (backlog.isEmpty()) {
                silence();
                commitNowAndThen();
                rest();
            }
        }
    }

    private void poll(Duration time) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(time);
        records.forEach(backlog::add);
        if (assigned && (!records.isEmpty() || ++polls >= PROOF)) {
            joined.run();
        }
        polledAt = System.nanoTime();
        measureLag();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        TopicPartition place = new TopicPartition(record.topic(), record.partition());
        Partition partition = owned.get(place);
        if (partition == null) {
            return; // owned by another instance now
        }
        partition.begin();
        Event event = decoded(record);
        List<Notification> due = event == null
                ? List.of()
                : partition.alarms().take(event, record.offset(), record.timestamp(), clock.millis());
        if (send(place, due)) {
            partition.done(record.offset() + 1);
            sent(due);
        }
    }

    /** @return the event; null if it cannot be decoded */
    private Event decoded(ConsumerRecord<byte[], byte[]> record) {
        try {
            return patience.call(() -> deserializer.deserialize(topic, record.value()));
        } catch (UndecodableException e) {
            meters.undecodable();
            log.debug("{}-{}@{} is skipped", topic, record.partition(), record.offset(), e);
            return null;
        }
    }

    /** Applies changed rules, which ends the alarms of removed rules. */
    private void change() throws InterruptedException {
        List<Rule> now = wanted.get();
        if (now.equals(rules)) {
            return;
        }
        rules = now;
        outlet.rules(now);
        for (TopicPartition place : List.copyOf(owned.keySet())) {
            Partition partition = owned.get(place);
            if (partition != null) {
                partition.begin();
                List<Notification> due = partition.alarms().change(now, clock.millis());
                if (send(place, due)) {
                    partition.done();
                    sent(due);
                }
            }
        }
    }

    private void silence() throws InterruptedException {
        for (TopicPartition place : List.copyOf(owned.keySet())) {
            Partition partition = owned.get(place);
            if (partition != null && consumer.currentLag(place).orElse(1) == 0) {
                partition.begin();
                List<Notification> due = partition.alarms().silence(clock.millis());
                if (send(place, due)) {
                    partition.done();
                    sent(due);
                }
            }
        }
    }

    private void rest() {
        if (assigned
                && rules.isEmpty()
                && owned.values().stream()
                        .allMatch(partition ->
                                !partition.isBusy() && partition.alarms().isEmpty())) {
            rested.run();
        }
    }

    /** Stays in the group meanwhile: many alarms may end at once, and each may take a slow target its whole timeout. */
    private boolean send(TopicPartition place, List<Notification> notifications) throws InterruptedException {
        Partition before = owned.get(place);
        for (Notification notification : notifications) {
            // Sends that take effect with the commit must not be interrupted by a rebalance; they are fast.
            if (!outlet.sendsWithCommit()) {
                giveSignOfLife();
            }
            if (owned.get(place) != before || !outlet.send(notification, time -> await(place, time))) {
                return false;
            }
        }
        return true;
    }

    /** Commits at once if sends take effect only with the commit. */
    private void sent(List<Notification> notifications) {
        if (outlet.sendsWithCommit() && !notifications.isEmpty()) {
            commit();
        }
    }

    /** Waits, while polling to stay in the group. */
    private boolean await(TopicPartition place, Duration time) {
        Partition before = owned.get(place);
        consumer.pause(consumer.assignment());
        waiting = true;
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closing.getAsBoolean(); left = end - System.nanoTime()) {
            poll(Duration.ofNanos(Math.min(left, POLL.toNanos())));
        }
        waiting = false;
        consumer.resume(consumer.paused());
        return !closing.getAsBoolean() && owned.get(place) == before;
    }

    private void giveSignOfLife() {
        if (System.nanoTime() - polledAt > SIGN_OF_LIFE_NANOS) {
            consumer.pause(consumer.assignment());
            waiting = true;
            poll(Duration.ZERO);
            waiting = false;
            consumer.resume(consumer.paused());
        }
    }

    /** Asks Kafka now and then, because the client's own values for paused partitions are stale. */
    private void measureLag() {
        if (System.nanoTime() - measuredAt < MEASURE_NANOS) {
            return;
        }
        measuredAt = System.nanoTime();
        long lag = backlog.size()
                + owned.values().stream().filter(Partition::isBusy).count();
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(Set.copyOf(owned.keySet())).entrySet()) {
            lag += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        meters.lag(lag);
    }

    private void commitNowAndThen() {
        if (System.nanoTime() - committedAt > COMMIT_NANOS) {
            commit(owned.keySet());
        }
    }

    /** Commits what was delivered. */
    void commit() {
        commit(owned.keySet());
    }

    private void commit(Collection<TopicPartition> places) {
        committedAt = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        for (TopicPartition place : places) {
            if (owned.containsKey(place)) {
                owned.get(place).commit().ifPresent(commit -> commits.put(place, commit));
            }
        }
        outlet.commit(consumer, commits);
        commits.forEach((place, commit) -> owned.get(place).committed(commit));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> places) {
        Set<TopicPartition> these = Set.copyOf(places);
        Resumption.of(consumer, topic, these).forEach((place, memory) -> {
            owned.put(place, new Partition(rules, memory, outlet.sendsWithCommit()));
            consumer.seek(place, memory.committed()); // skips what retention has deleted
        });
        if (waiting) {
            consumer.pause(these);
        }
        outlet.assigned();
        assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> places) {
        commit(places);
        drop(places);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> places) {
        drop(places);
    }

    private void drop(Collection<TopicPartition> places) {
        meters.up(true); // what did not reach the target may be sent by another instance now
        owned.keySet().removeAll(places);
        backlog.removeIf(record -> places.contains(new TopicPartition(record.topic(), record.partition())));
    }
}
