package dev.hawkeye.ingest.sending;

import dev.hawkeye.schemas.Frame;
import java.time.Instant;

/**
 * The position of a stream on the frames topic.
 *
 * @param stream its id
 * @param sequence number of its last frame there; -1 when there is none
 * @param picture index of that frame's picture in the source; -1 when there is none
 * @param captured capture time of that frame; null when there is none
 * @param ended whether that frame is the last of the stream
 */
public record StreamPosition(String stream, long sequence, long picture, Instant captured, boolean ended) {

    /** The position before the first frame. */
    public static StreamPosition beginning(String stream) {
        return new StreamPosition(stream, -1, -1, null, false);
    }

    static StreamPosition at(Frame frame) {
        return new StreamPosition(
                frame.getStream(), frame.getSequence(), frame.getPicture(), frame.getCaptureTime(), frame.getLast());
    }
}
