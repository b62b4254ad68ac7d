package dev.hawkeye.ingest;

import dev.hawkeye.schemas.Frame;
import java.util.UUID;

/**
 * Numbers the frames of one opening of a camera, and marks the last. A number is given away only when the frame was
 * taken, so a dropped frame leaves no gap. A source with an end may end at any frame, and only then is it known that the
 * frame before was the last: such a stream sends each frame when the next one comes. Used by one thread.
 */
final class FrameStream {
    private final String id = UUID.randomUUID().toString();
    private final boolean holdsBack;
    private final FrameOutlet outlet;
    private Frame held;
    private long sequence;

    /** @param hasEnd whether the source has one */
    FrameStream(boolean hasEnd, FrameOutlet outlet) {
        this.holdsBack = hasEnd;
        this.outlet = outlet;
    }

    String id() {
        return id;
    }

    /** Sends a frame, or the one before. Stream and sequence number are filled in. */
    void add(Frame frame) throws CameraException {
        frame.setStream(id);
        if (holdsBack) {
            Frame previous = held;
            held = frame;
            deliver(previous);
        } else {
            deliver(frame);
        }
    }

    /**
     * The source is at its end: sends the last frame as such.
     *
     * @param sourceBytes that were read after the last frame
     */
    void end(long sourceBytes) throws CameraException {
        if (held != null) {
            held.setLast(true);
            held.setSourceBytes(held.getSourceBytes() + sourceBytes);
        }
        breakOff();
    }

    /** The source is lost: sends the frame held back, if any, as one among others. */
    void breakOff() throws CameraException {
        Frame previous = held;
        held = null;
        deliver(previous);
    }

    private void deliver(Frame frame) throws CameraException {
        if (frame != null) {
            frame.setSequence(sequence);
            if (outlet.deliver(frame)) {
                sequence++;
            }
        }
    }
}
