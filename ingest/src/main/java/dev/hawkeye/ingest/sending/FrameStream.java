package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;

/**
 * Numbers the frames of one stream, and marks the last. A number is used only when its frame was accepted, so a
 * dropped frame leaves no gap. A source with an end may end at any frame, and only then is the previous frame known to
 * be the last: such a stream sends each frame when the next one comes. If the last one is too large for Kafka, it is
 * sent without its picture, since only it says that the stream is over. Not thread-safe.
 */
public final class FrameStream {
    private final String id;
    private final boolean holdsBack;
    private final FrameOutlet outlet;
    private Frame.Builder held;
    private long sequence;

    /**
     * @param position after which it resumes
     * @param hasEnd whether the source has one
     */
    public FrameStream(StreamPosition position, boolean hasEnd, FrameOutlet outlet) {
        this.id = position.stream();
        this.sequence = position.sequence() + 1;
        this.holdsBack = hasEnd;
        this.outlet = outlet;
    }

    /** The id of the stream, which each of its frames has. */
    public String id() {
        return id;
    }

    /**
     * Sends a frame, or the one before.
     *
     * @param frame complete but for its place in the stream
     */
    public void add(Frame.Builder frame) throws CameraException {
        if (outlet.givesUp(complete(frame))) {
            return;
        }
        if (holdsBack) {
            Frame.Builder previous = held;
            held = frame;
            deliver(previous);
        } else {
            deliver(frame);
        }
    }

    /**
     * The source has ended: sends the last frame, marked as such.
     *
     * @param sourceBytes that were read after the last frame
     */
    public void end(long sourceBytes) throws CameraException {
        if (held != null) {
            held.setLast(true);
            held.setSourceBytes(held.getSourceBytes() + sourceBytes);
        }
        Frame.Builder last = held;
        breakOff();
        if (last != null && outlet.lostItsEnd()) {
            last.setJpeg(ByteBuffer.allocate(0));
            deliver(last);
        }
    }

    /** Nothing will follow: sends the frame that was held back, if any, as an ordinary one. */
    public void breakOff() throws CameraException {
        Frame.Builder previous = held;
        held = null;
        deliver(previous);
    }

    private void deliver(Frame.Builder frame) throws CameraException {
        if (frame != null) {
            sequence -= outlet.settle();
            if (outlet.deliver(complete(frame))) {
                sequence++;
            }
        }
    }

    private Frame complete(Frame.Builder frame) {
        return frame.setStream(id).setSequence(sequence).build();
    }
}
