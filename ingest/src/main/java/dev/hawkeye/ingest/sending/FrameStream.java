package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;

/**
 * Numbers the frames of one stream, and marks the last. A number is used only when its frame is accepted, so a dropped
 * frame leaves no gap. A source with an end may end after any frame, and only then is that frame known to be the last,
 * so such a stream holds back each frame until the next one arrives. If the last frame is too large for Kafka, it is
 * sent without its picture, since only it marks the end of the stream.
 *
 * <p>A frame without a picture refers to the newest accepted frame before it that has a picture. If that frame turns
 * out to be lost, this one is discarded too, since it would refer to the wrong picture. Not thread-safe.
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

    /** The number of the next frame added, if all earlier ones are accepted. */
    public long next() {
        return held == null ? sequence : sequence + 1;
    }

    /**
     * Whether the next frame can refer to the newest one with a picture, which has been accepted as far as is known.
     */
    public boolean mayRefer() {
        return (held != null && held.getJpeg().hasRemaining()) || isKnown(reference);
    }

    private boolean isKnown(long number) {
        return number != NONE && refused == outlet.refused();
    }

    /** The id of the stream, as in each of its frames. */
    public String id() {
        return id;
    }

    /**
     * Adds a frame, and sends it or the one held back.
     *
     * @param frame complete except for its position in the stream and its reference; if it refers to another frame,
     *     {@code unchangedSince} is any non-null number
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
     * Sends the last frame, marked as such, at the end of the source.
     *
     * @param sourceBytes read after the last frame
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

    /** Breaks off the stream: sends the frame held back, if any, as an ordinary one. */
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
                if (!frame.getLast()) { // the last one still marks the end of the stream
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
