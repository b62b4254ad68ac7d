package dev.hawkeye.detector.topology;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/**
 * The frames of all partitions that this detector has accepted and not forwarded yet: they limit what may be committed,
 * and are awaited at the end. Thread-safe.
 */
public final class FramesInFlight {
    private final int perPartition;
    private final CommitGuard guard = new CommitGuard();
    private final Drain drain = new Drain();

    /** @param perPartition maximum frames of one partition between reading and forwarding, at least 1 */
    public FramesInFlight(int perPartition) {
        this.perPartition = perPartition;
    }

    /** Keeps the committed offsets from passing frames in flight. */
    public CommitGuard guard() {
        return guard;
    }

    /** Starts with a partition that this instance now owns. */
    InFlight open(TopicPartition partition) {
        InFlight frames = new InFlight(perPartition, drain);
        guard.open(partition, frames);
        return frames;
    }

    /** Ends a partition, after the last commit of its task. */
    void close(TopicPartition partition, InFlight frames) {
        frames.abandon();
        guard.close(partition, frames);
    }

    /**
     * Accepts no more frames and waits for those in flight.
     *
     * @return how many were still in flight after {@code longest}
     */
    public int drain(Duration longest) {
        return drain.begin(longest);
    }
}
