package dev.hawkeye.detector;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames of one partition between being read and being forwarded, in the order of their offsets. Belongs to the
 * stream thread of the partition's task.
 */
final class InFlight {
    private static final long NONE = Long.MAX_VALUE;

    private final Deque<FrameTask> frames = new ArrayDeque<>();
    private final int capacity;
    private long refused = NONE;

    InFlight(int capacity) {
        this.capacity = capacity;
    }

    boolean isFull() {
        return frames.size() >= capacity;
    }

    /** @return 0 when there is none, 1 when it {@link #isFull()} */
    double fullness() {
        return (double) frames.size() / capacity;
    }

    void add(FrameTask frame) {
        frames.addLast(frame);
    }

    /** The frame at this offset, and all behind it, are left to the next owner of the partition. */
    void refuse(long offset) {
        refused = Math.min(refused, offset);
    }

    int size() {
        return frames.size();
    }

    /** @return the oldest frame, or null */
    FrameTask head() {
        return frames.peekFirst();
    }

    void removeHead() {
        frames.removeFirst();
    }

    /** @return offset of the oldest frame that has not been forwarded, {@link Long#MAX_VALUE} when there is none */
    long firstUnforwarded() {
        return frames.isEmpty() ? refused : frames.peekFirst().offset;
    }
}
