package dev.hawkeye.replay;

import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * The replay progress of one camera. A camera begins with its first picture: a frame without one refers to an earlier
 * frame, which is unknown here. Not thread-safe.
 */
final class CameraFrames {
    private static final ByteBuffer NO_PICTURE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private int partition;
    private Frame first;
    private Frame last;
    private long lastTimestamp;
    private long sent;
    private long leftOut;

    /** @return whether the frame can be replayed */
    boolean accepts(Frame frame) {
        if (first == null && !frame.getJpeg().hasRemaining()) {
            leftOut++;
            return false;
        }
        return true;
    }

    /** @param frame the sent frame; its picture is removed */
    void sent(Frame frame, int toPartition, long timestamp) {
        frame.setJpeg(NO_PICTURE);
        first = first == null ? frame : first;
        last = frame;
        partition = toPartition;
        lastTimestamp = timestamp;
        sent++;
    }

    /**
     * The time from which the camera's windows are complete; unbounded if the first frame is also the first of its
     * stream.
     */
    Instant begin() {
        if (first == null) {
            return Instant.MAX;
        }
        return first.getSequence() == 0 && leftOut == 0 ? Instant.MIN : first.getCaptureTime();
    }

    /** The number of replayed frames. */
    long frames() {
        return sent;
    }

    /** The number of frames before the first picture. */
    long leftOut() {
        return leftOut;
    }

    int partition() {
        return partition;
    }

    long lastTimestamp() {
        return lastTimestamp;
    }

    /** Whether a frame must be added to end the camera. */
    boolean isOpen() {
        return last != null && !last.getLast();
    }

    /**
     * A frame that ends the camera: its windows close and its objects end, as after a silence. Its time is before all
     * others and it refers to none of them, so it counts in none of their windows.
     *
     * @param window length of a window
     */
    Frame ending(Duration window) {
        return Frame.newBuilder(last)
                .setSequence(last.getSequence() + 1)
                .setUnchangedSince(last.getSequence() + 1)
                .setCaptureTime(first.getCaptureTime().minus(window))
                .setClaimedTime(null)
                .setGated(false)
                .setLast(true)
                .build();
    }
}
