package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.FormerStream;
import dev.hawkeye.schemas.Detection;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of a camera that have been counted: for each of its last streams, those up to a sequence number. What was
 * read since the last commit may come again after a crash, streams that have been followed by others included. A stream
 * may also resume after another one, as a file does when a camera returns to it, and two ingest instances that read the
 * same camera take turns; so each stream has its own number, and keeps it when it is not the current one.
 *
 * <p>A live camera has a new stream each time it is reopened, so only the last {@value #MAX_FORMER} before the current
 * one are known. A camera that fails begins fewer between two commits, because ingest waits longer after each failure;
 * only an aggregator that catches up with a long time reads more.
 */
public final class KnownStreams {
    public static final int MAX_FORMER = 16;

    private KnownStreams() {}

    /** @return whether a detection is a repeat of one that was counted */
    public static boolean include(Detection detection, CameraState state) {
        String stream = detection.getStream();
        long sequence = detection.getSequence();
        if (stream.equals(state.getStream())) {
            return sequence <= state.getSequence();
        }
        return state.getFormer().stream()
                .anyMatch(former -> former.getStream().equals(stream) && sequence <= former.getSequence());
    }

    /** Makes the stream of a detection, which is counted now, the current one. */
    public static void follow(Detection detection, CameraState state) {
        String stream = detection.getStream();
        if (!stream.equals(state.getStream())) {
            List<FormerStream> former = of(state);
            former.removeIf(other -> other.getStream().equals(stream));
            state.setFormer(former.subList(Math.max(0, former.size() - MAX_FORMER), former.size()));
        }
        state.setStream(stream);
        state.setSequence(detection.getSequence());
    }

    /** All known streams of a camera, the current one last. */
    public static List<FormerStream> of(CameraState state) {
        List<FormerStream> streams = new ArrayList<>(state.getFormer());
        if (!state.getStream().isEmpty()) {
            streams.add(new FormerStream(state.getStream(), state.getSequence()));
        }
        return streams;
    }
}
