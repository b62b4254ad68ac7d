package dev.hawkeye.replay;

import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the frames of one camera have been replayed. A camera begins with its first picture: a frame without one counts as an earlier
 * frame that is not known here. Used by one thread.
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

    /** @param frame which has been sent; loses its picture */
    void sent(Frame frame, int toPartition, long timestamp) {
        frame.setJpeg(NO_PICTURE);
        first = first == null ? frame : first;
        last = frame;
        partition = toPartition;
        lastTimestamp = timestamp;
        sent++;
    }

    /**
     * From when on the camera's windows hold what they held at the time; its beginning if the first frame is also the
     * first of its stream.
     */
    Instant begin() {
        if (first == null) {
            return Instant.MAX;
        }
        return first.getSequence() == 0 && leftOut == 0 ? Instant.MIN : first.getCaptureTime();
    }

    /** Frames that were replayed. */
    long frames() {
        return sent;
    }

    /** Frames before the first picture. */
    long leftOut() {
        return leftOut;
    }

    int partition() {
        return partition;
    }

    long lastTimestamp() {
        return lastTimestamp;
    }

    /** Whether a frame must be added that ends the camera. */
    boolean isOpen() {
        return last != null && !last.getLast();
    }

    /**
     * A frame that ends the camera: its windows close and its objects end, as after a silence. It lies before all others
     * and refers to none, so it counts in no window of theirs.
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
