package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;

/**
 * Numbers the frames of one stream, and marks the last. A number is given away only when the frame was taken, so a
 * dropped frame leaves no gap. A source with an end may end at any frame, and only then is it known that the frame
 * before was the last: such a stream sends each frame when the next one comes. When the last one is too large for Kafka,
 * it is sent without its picture, since only it tells that the stream is over. Used by one thread.
 */
public final class FrameStream {
    private final String id;
    private final boolean holdsBack;
    private final FrameOutlet outlet;
    private Frame.Builder held;
    private long sequence;

    /**
     * @param position behind which it goes on
     * @param hasEnd whether the source has one
     */
    public FrameStream(StreamPosition position, boolean hasEnd, FrameOutlet outlet) {
        this.id = position.stream();
        this.sequence = position.sequence() + 1;
        this.holdsBack = hasEnd;
        this.outlet = outlet;
    }

    public String id() {
        return id;
    }

    /** Sends a frame, or the one before. @param frame all of it but its place in the stream */
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
     * The source is at its end: sends the last frame as such.
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

    /** Nothing will ever follow: sends the frame held back, if any, as one among others. */
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
