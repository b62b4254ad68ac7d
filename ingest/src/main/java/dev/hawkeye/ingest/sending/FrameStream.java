package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;

/**
 * Numbers the frames of one stream, and marks the last. A number is used only when its frame was accepted, so a
 * dropped frame leaves no gap. A source with an end may end at any frame, and only then is the previous frame known to
 * be the last: such a stream sends each frame when the next one comes. If the last one is too large for Kafka, it is
 * sent without its picture, since only it says that the stream is over.
 *
 * <p>A frame without a picture refers to the newest one before it that has one and was accepted. If that one turns out to be
 * lost after all, the frame is discarded too: what it says would be about another picture. Not thread-safe.
 */
public final class FrameStream {
    private static final long NONE = -1;

    private final String id;
    private final boolean holdsBack;
    private final FrameSink outlet;
    private Frame.Builder held;
    private long sequence;
    private long reference = NONE;
    private long refused;

    /**
     * @param position after which it resumes
     * @param hasEnd whether the source has one
     */
    public FrameStream(StreamPosition position, boolean hasEnd, FrameOutlet outlet) {
        this(position, hasEnd, (FrameSink) outlet);
    }

    FrameStream(StreamPosition position, boolean hasEnd, FrameSink outlet) {
        this.id = position.stream();
        this.sequence = position.sequence() + 1;
        this.holdsBack = hasEnd;
        this.outlet = outlet;
    }

    /** The number of the next frame that is added, if those before it are accepted. */
    public long next() {
        return held == null ? sequence : sequence + 1;
    }

    /** Whether the next frame can refer to the newest one with a picture: that one was accepted, as far as is known. */
    public boolean mayRefer() {
        return (held != null && held.getJpeg().hasRemaining()) || isKnown(reference);
    }

    private boolean isKnown(long number) {
        return number != NONE && refused == outlet.refused();
    }

    /** The id of the stream, which each of its frames has. */
    public String id() {
        return id;
    }

    /**
     * Sends a frame, or the one before.
     *
     * @param frame complete but for its place in the stream, and for the one it refers to if it refers to any: then {@code
     *     unchangedSince} has any number
     */
    public void add(Frame.Builder frame) throws CameraException {
        if (frame.getJpeg().hasRemaining() && outlet.givesUp(complete(frame))) {
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
            last.setUnchangedSince(null);
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
            int freed = outlet.settle();
            sequence -= freed;
            if (freed > 0) {
                reference = NONE; // only a frame with a picture can be too large, and it was the last one
            }
            boolean isFull = frame.getJpeg().hasRemaining();
            if (!isFull && !isKnown(reference)) {
                frame.setUnchangedSince(null);
                if (!frame.getLast()) { // otherwise it still says that the stream is over
                    outlet.discard("it refers to a picture that was discarded");
                    return;
                }
            }
            if (outlet.deliver(complete(frame))) {
                reference = isFull ? sequence : reference;
                refused = isFull ? outlet.refused() : refused;
                sequence++;
            } else if (isFull) {
                reference = NONE;
            }
        }
    }

    private Frame complete(Frame.Builder frame) {
        if (frame.getUnchangedSince() != null) {
            frame.setUnchangedSince(reference == NONE ? null : reference);
        }
        return frame.setStream(id).setSequence(sequence).build();
    }
}
