package dev.hawkeye.ingest;

import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's share of the cameras.
 *
 * <p>Any number of instances share the same list of cameras, and exactly one of them must read each camera at any time,
 * as instances come and go. Kafka already solves this for partitions, so cameras are tied to partitions: all instances
 * join one consumer group on the camera-status topic, and an instance reads the cameras whose id, as a key, maps to a
 * partition that it is assigned. Camera statuses are written to those partitions, so the owner of a camera is also the
 * only writer of its status. The records themselves do not matter here: the partitions are paused, nothing is ever
 * fetched, and no offset is committed.
 *
 * <p>A revoked partition is released only after its cameras have stopped, because the group waits for the revocation
 * callback to return: two instances never read one camera at once. Assignment is cooperative and sticky, so cameras
 * that need not move keep streaming. The group notices the death of an instance after its session timeout.
 *
 * <p>Rejected: a custom assignor over camera ids (it balances better, since ids do not hash evenly into few partitions,
 * but is a protocol to maintain), and a per-camera lock in a topic (leader election, which Kafka already provides).
 */
final class CameraShare implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(CameraShare.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REJOIN_PAUSE = Duration.ofSeconds(2);

    /** Starts and stops cameras as they come and go. Called on the share's thread. */
    interface Cameras {
        /** Cameras that this instance reads from now on. */
        void start(Set<String> ids);

        /** Cameras that other instances may read once this returns. */
        void stop(Set<String> ids);

        /** Partitions of the topic that only this instance writes to from now on. */
        void taken(Set<TopicPartition> partitions);
    }

    private final Map<String, Object> properties;
    private final String topic;
    private final Supplier<Set<String>> ids;
    private final Cameras cameras;
    private final MeterRegistry metrics;
    private final RefusalLog refusals = new RefusalLog(KafkaAccess.reading(), ThrottledLog.onceAMinute(log));
    private final StopSignal stop = new StopSignal();
    private final AtomicReference<KafkaConsumer<byte[], byte[]>> consumer = new AtomicReference<>();
    private final Set<Integer> owned = new HashSet<>();
    private final Set<String> running = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>(); // guarded by itself
    private boolean idsChanged; // guarded by changed
    private volatile boolean joined;

    /**
     * @param properties of the consumer, including its group
     * @param ids supplies the ids of all cameras
     */
    CameraShare(
            Map<String, Object> properties,
            String topic,
            Supplier<Set<String>> ids,
            Cameras cameras,
            MeterRegistry metrics) {
        this.metrics = metrics;
        this.properties = properties;
        this.topic = topic;
        this.ids = ids;
        this.cameras = cameras;
    }

    /** Participates in the group until {@link #stop()}; rejoins when Kafka's client fails. */
    @Override
    public void run() {
        while (!stop.isRaised()) {
            try {
                takePart();
            } catch (WakeupException e) {
                log.debug("Leaving group", e);
            } catch (KafkaException e) {
                if (refusals.warn(e).isEmpty()) {
                    log.warn("Rejoining the cameras' group, since its client failed: {}", e.getMessage());
                }
                log.debug("Group", e);
            } finally {
                giveUp();
            }
            stop.awaitRaised(REJOIN_PAUSE);
        }
    }

    private void takePart() {
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.set(member);
            ClientMetrics shown = ClientMetrics.of(member, metrics);
            try {
                member.subscribe(List.of(topic), new Listener(member));
                while (!stop.isRaised()) {
                    member.poll(POLL); // returns no records: all partitions are paused
                    followChanges(member);
                }
            } finally {
                shown.close();
            }
        } finally {
            consumer.set(null);
        }
    }

    /**
     * Applies a changed list of cameras: new ones start soon, removed ones stop, and changed ones restart. The others
     * are unaffected. Returns at once.
     *
     * @param ids of cameras to restart although their id is unchanged
     */
    void changed(Set<String> ids) {
        synchronized (changed) {
            changed.addAll(ids);
            idsChanged = true;
        }
    }

    private void followChanges(KafkaConsumer<byte[], byte[]> member) {
        Set<String> stopping = new TreeSet<>(running);
        synchronized (changed) {
            if (!idsChanged) {
                return;
            }
            stopping.retainAll(changed);
            changed.clear();
            idsChanged = false;
        }
        if (!stopping.isEmpty()) {
            logChanged(stopping);
            cameras.stop(stopping);
            running.removeAll(stopping);
        }
        if (!owned.isEmpty()) {
            follow(member.partitionsFor(topic).size());
            cameras.taken(Set.copyOf(member.assignment()));
        }
    }

    private void logChanged(Set<String> stopping) {
        Set<String> removed = new TreeSet<>(stopping);
        removed.removeAll(ids.get());
        if (!removed.isEmpty()) {
            log.info("Stopping cameras {}, which were removed", removed);
        }
        Set<String> restarting = new TreeSet<>(stopping);
        restarting.removeAll(removed);
        if (!restarting.isEmpty()) {
            log.info("Restarting cameras {}, which have changed", restarting);
        }
    }

    private void giveUp() {
        joined = false;
        owned.clear();
        follow(0);
    }

    /** Whether the group has assigned this instance its share. */
    boolean hasJoined() {
        return joined;
    }

    /** Stops all cameras of this instance and leaves the group; returns at once. */
    void stop() {
        stop.raise();
        KafkaConsumer<byte[], byte[]> member = consumer.get();
        if (member != null) {
            member.wakeup();
        }
    }

    private void follow(int partitions) {
        Set<String> wanted = new TreeSet<>();
        for (String id : ids.get()) {
            if (!owned.isEmpty() && owned.contains(KeyPartition.of(id, partitions))) {
                wanted.add(id);
            }
        }
        Set<String> leaving = new TreeSet<>(running);
        leaving.removeAll(wanted);
        if (!leaving.isEmpty()) {
            log.info("Releasing cameras {}", leaving);
            cameras.stop(leaving);
        }
        wanted.removeAll(running);
        if (!wanted.isEmpty()) {
            log.info("Starting cameras {}", wanted);
            cameras.start(wanted);
        }
        running.removeAll(leaving);
        running.addAll(wanted);
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> member;

        Listener(KafkaConsumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            partitions.forEach(p -> owned.add(p.partition()));
            follow(member.partitionsFor(topic).size());
            cameras.taken(Set.copyOf(partitions));
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(p -> owned.remove(p.partition()));
            follow(owned.isEmpty() ? 0 : member.partitionsFor(topic).size());
        }
    }
}
