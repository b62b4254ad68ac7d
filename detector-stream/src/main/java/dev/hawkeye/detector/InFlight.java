package dev.hawkeye.detector;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames of one partition between being read and being forwarded, in the order of their offsets. Belongs to the
 * stream thread of the partition's task.
 */
final class InFlight {
    private final Deque<FrameTask> frames = new ArrayDeque<>();
    private final int capacity;

    InFlight(int capacity) {
        this.capacity = capacity;
    }

    boolean isFull() {
        return frames.size() >= capacity;
    }

    void add(FrameTask frame) {
        frames.addLast(frame);
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
        return frames.isEmpty() ? Long.MAX_VALUE : frames.peekFirst().offset;
    }
}
