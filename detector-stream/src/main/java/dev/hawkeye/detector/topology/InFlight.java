package dev.hawkeye.detector.topology;

import dev.hawkeye.detector.lanes.FrameTask;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames of one partition between being read and being forwarded, in the order of their offsets. Confined to the
 * stream thread of the partition's task.
 */
final class InFlight {
    private static final long NONE = Long.MAX_VALUE;

    private final Deque<FrameTask> frames = new ArrayDeque<>();
    private final int capacity;
    private final int overrun;
    private final Drain drain;
    private long refused = NONE;

    /**
     * @param overrun how many more there may be for as long as an inference hangs
     * @param drain counts these frames among those of all partitions
     */
    InFlight(int capacity, int overrun, Drain drain) {
        this.capacity = capacity;
        this.overrun = overrun;
        this.drain = drain;
    }

    boolean isFull() {
        return frames.size() >= capacity;
    }

    /** Whether there is no place even for a frame that has waited for long. */
    boolean isOverrun() {
        return frames.size() >= capacity + overrun;
    }

    /** @return 0 when there is none, 1 when it {@link #isFull()} */
    double fullness() {
        return Math.min(1, (double) frames.size() / capacity);
    }

    /**
     * Whether the frame at this offset is accepted. If not, it and all frames after it are left to the partition's next
     * owner.
     */
    boolean takes(long offset) {
        if (drain.hasBegun()) {
            refused = Math.min(refused, offset);
            return false;
        }
        return true;
    }

    void add(FrameTask frame) {
        frames.addLast(frame);
        drain.taken();
    }

    /** @return the oldest frame, or null */
    FrameTask head() {
        return frames.peekFirst();
    }

    void removeHead() {
        frames.removeFirst();
        drain.left(1);
    }

    /** The partition moves to another owner, along with the frames that are still here. */
    void abandon() {
        drain.left(frames.size());
    }

    /** @return offset of the oldest frame that has not been forwarded, {@link Long#MAX_VALUE} when there is none */
    long firstUnforwarded() {
        return frames.isEmpty() ? refused : frames.peekFirst().offset;
    }
}
