package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.GroupOffsets;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how far lossless cameras are ahead of the detector, and slows them down. Thread-safe.
 *
 * <p>Kafka itself applies no backpressure: a file is read far faster than it is analyzed, and without a limit its
 * frames would fill the disk. The lead is measured per partition of the frames topic: the offset that the next frame
 * will get, including those in flight, minus the offset that the detector's group has committed. Frames are written
 * outside transactions, so every offset is a frame. A group that does not exist yet will start at the beginning.
 *
 * <p>Live cameras share the partition, and their frames queue behind those of a file. So a file does not get the full
 * lead, but only as many frames as the detector processes until its next commit plus {@value #AHEAD_MILLIS} ms, which
 * keeps the detector busy between two polls without delaying live frames further. If the detector has caught up with
 * everything that was sent, it has spare capacity, and the lead is doubled.
 *
 * <p>The committed offset only grows, so a stale value errs on the safe side: Kafka is polled only while a camera has
 * no room, by the waiting thread, and at most every {@value #POLL_MILLIS} ms for all cameras together.
 */
public final class Backlog {
    private static final Logger log = LoggerFactory.getLogger(Backlog.class);
    private static final long POLL_MILLIS = 100;
    private static final Duration POLL = Duration.ofMillis(POLL_MILLIS);
    private static final Duration LOG_AFTER = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long AHEAD_MILLIS = 500;
    private static final int MIN_AHEAD = 8;

    private final GroupOffsets offsets;
    private final String topic;
    private final String group;
    private final int limit;
    private final Map<Integer, Lead> leads = new HashMap<>(); // guarded by this
    private final RefusalLog refusals = new RefusalLog(KafkaAccess.describing(), ThrottledLog.onceAMinute(log));
    private final Object polling = new Object();
    private long polledNanos; // guarded by polling

    /** The lead in one partition; a negative offset is unknown. */
    private static final class Lead {
        private long end = -1;
        private long committed = -1;
        private int inFlight;
        private int ahead = Integer.MAX_VALUE; // until there is a group
        private long sinceNanos;

        /** Sets the offset at which the group will start; there is no commit yet. */
        void beginning(long offset) {
            if (committed < 0) {
                committed = offset;
                sinceNanos = System.nanoTime();
            }
        }

        /** Records a committed offset of the group. */
        void committed(long offset, int limit) {
            long now = System.nanoTime();
            if (committed < 0) {
                ahead = MIN_AHEAD; // until its speed is known
                committed = offset;
                sinceNanos = now;
            } else if (offset > committed) {
                ahead = (int) Math.max(Math.min(MIN_AHEAD, limit), Math.min(lead(offset, now), limit));
                committed = offset;
                sinceNanos = now;
            }
        }

        private long lead(long offset, long nowNanos) {
            long did = offset - committed;
            if (offset >= end + inFlight) {
                return 2 * did;
            }
            long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nowNanos - sinceNanos));
            return did + did * AHEAD_MILLIS / millis;
        }
    }

    /** @param limit frames per partition that may be ahead of the group, at least 1 */
    public Backlog(Admin admin, String topic, String group, int limit) {
        this.offsets = new GroupOffsets(admin, TIMEOUT);
        this.topic = topic;
        this.group = group;
        this.limit = limit;
        this.polledNanos = System.nanoTime() - POLL.toNanos();
    }

    /**
     * Waits until a frame may be sent to the partition, and counts it as in flight.
     *
     * @return false when the camera is stopped first
     */
    boolean awaitRoom(int partition, StopSignal stop) {
        long begin = System.nanoTime();
        boolean logged = false;
        while (!stop.isRaised()) {
            if (reserve(partition)) {
                return true;
            }
            poll();
            if (reserve(partition)) {
                return true;
            }
            if (!logged && System.nanoTime() - begin > LOG_AFTER.toNanos()) {
                log.info("Waiting for group {}, which lags behind on {}-{}", group, topic, partition);
                logged = true;
            }
            stop.awaitRaised(POLL);
        }
        return false;
    }

    private synchronized boolean reserve(int partition) {
        Lead lead = leads.computeIfAbsent(partition, p -> new Lead());
        boolean room = lead.end >= 0 && lead.end + lead.inFlight - lead.committed < Math.min(lead.ahead, limit);
        if (room) {
            lead.inFlight++;
        }
        return room;
    }

    /** Records the offset of a frame in flight. */
    synchronized void acknowledged(int partition, long offset) {
        Lead lead = leads.get(partition);
        lead.inFlight--;
        lead.end = Math.max(lead.end, offset + 1);
    }

    /** Records that a frame in flight will never get an offset. */
    synchronized void failed(int partition) {
        leads.get(partition).inFlight--;
    }

    private void poll() {
        synchronized (polling) {
            if (System.nanoTime() - polledNanos < POLL.toNanos()) {
                return;
            }
            try {
                ask();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException | KafkaException e) {
                refusals.warn(e);
                log.debug("Cannot read the offsets of group {} now", group, e);
            }
            polledNanos = System.nanoTime();
        }
    }

    private void ask() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> all = new ArrayList<>();
        List<TopicPartition> unknown = new ArrayList<>();
        synchronized (this) {
            leads.forEach((partition, lead) -> {
                TopicPartition id = new TopicPartition(topic, partition);
                all.add(id);
                if (lead.end < 0) {
                    unknown.add(id);
                }
            });
        }
        Map<TopicPartition, Long> committed = offsets.committed(group, all);
        List<TopicPartition> uncommitted = new ArrayList<>(all);
        uncommitted.removeAll(committed.keySet());
        Map<TopicPartition, Long> beginnings = offsets.beginnings(uncommitted);
        Map<TopicPartition, Long> ends = offsets.ends(unknown);
        synchronized (this) {
            for (TopicPartition id : all) {
                Lead lead = leads.get(id.partition());
                Long position = committed.get(id);
                if (position == null) {
                    lead.beginning(beginnings.get(id));
                } else {
                    lead.committed(position, limit);
                }
                lead.end = Math.max(lead.end, ends.getOrDefault(id, -1L));
            }
        }
    }
}
