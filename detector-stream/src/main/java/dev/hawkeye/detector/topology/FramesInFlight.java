package dev.hawkeye.detector.topology;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/**
 * The frames of all partitions that this detector has accepted and not forwarded yet: they limit what may be committed,
 * and are awaited at the end. Thread-safe.
 */
public final class FramesInFlight {
    private static final int MAX_OVERRUN = 1_000;

    private final int perPartition;
    private final int overrun;
    private final CommitGuard guard = new CommitGuard();
    private final Drain drain = new Drain();

    /**
     * @param perPartition maximum frames of one partition between reading and forwarding, at least 1
     * @param longestHang how long one of them may take, in which a frame more is accepted every second
     */
    public FramesInFlight(int perPartition, Duration longestHang) {
        this.perPartition = perPartition;
        this.overrun = (int) Math.min(MAX_OVERRUN, longestHang.toSeconds());
    }

    /** Keeps the committed offsets from passing frames in flight. */
    public CommitGuard guard() {
        return guard;
    }

    /** Starts with a partition that this instance now owns. */
    InFlight open(TopicPartition partition) {
        InFlight frames = new InFlight(perPartition, overrun, drain);
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
