package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.FramePlace;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.aggregator.state.ReferenceFate;
import dev.hawkeye.aggregator.state.ReferenceState;
import dev.hawkeye.aggregator.state.StateSize;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Unchanged;
import java.time.Instant;

/**
 * Resolves UNCHANGED frames. For such a frame, ingest says only that its picture does not differ from that of an
 * earlier frame of the stream; it counts as if it had been analyzed with the same result. That result comes from the
 * camera's state, which changes in one transaction with everything that follows from it, so an unchanged frame counts
 * the same despite any crash in between. A detector could not know the result without state of its own.
 *
 * <p>From here on such a frame is a detection like any other: it has its own time and number, but the objects, picture
 * and model of the frame it refers to. If that frame is unknown, because its record was lost or refused, the unchanged
 * frame has failed.
 */
public final class References {
    private References() {}

    /**
     * A detection as it counts: DETECTED, SHED or FAILED.
     *
     * @param state of its camera; null if unknown
     * @return the same detection, unless it is UNCHANGED
     */
    public static Detection resolve(Detection detection, CameraState state) {
        if (detection.getFate() != Fate.UNCHANGED) {
            return detection;
        }
        ReferenceState reference = state == null ? null : state.getReference();
        Detection.Builder counted = Detection.newBuilder(detection);
        if (reference == null || !Unchanged.refersTo(detection, state.getStream(), reference.getSequence())) {
            return counted.setFate(Fate.FAILED)
                    .setReason("it refers to frame " + detection.getUnchangedSince() + ", which is not known")
                    .build();
        }
        RecentFrame frame = reference.getFrame();
        FramePlace place = frame.getPlace();
        Long recorded = frame.getClaimedTime() == null ? Long.valueOf(frame.getCaptureTime()) : frame.getClaimedTime();
        return counted.setFate(Fate.valueOf(reference.getFate().name()))
                .setWidth(reference.getWidth())
                .setHeight(reference.getHeight())
                .setFrame(new FrameRef(place.getTopic(), place.getPartition(), place.getOffset()))
                .setClaimedTime(Instant.ofEpochMilli(recorded)) // the time that identifies the picture when it is read
                .setFrameBytes(frame.getJpegBytes())
                .setModel(frame.getModel())
                .setModelSha256(frame.getModelSha256())
                .setObjects(
                        frame.getObjects().stream().map(RecentFrames::object).toList())
                .build();
    }

    /** Remembers a detection for later frames to refer to, or forgets the one before. */
    public static void remember(Detection detection, CameraState state) {
        if (detection.getFate() != Fate.UNCHANGED) {
            state.setReference(detection.getGated() ? of(detection) : null);
        } else if (!detection.getStream().equals(state.getStream())) {
            state.setReference(null);
        }
    }

    /** How many bytes a detection takes in the state as one that others may refer to. */
    static int size(Detection detection) {
        return detection.getGated() && detection.getFate() != Fate.UNCHANGED ? StateSize.of(of(detection)) : 0;
    }

    private static ReferenceState of(Detection detection) {
        return ReferenceState.newBuilder()
                .setSequence(detection.getSequence())
                .setFate(ReferenceFate.valueOf(detection.getFate().name()))
                .setWidth(detection.getWidth())
                .setHeight(detection.getHeight())
                .setFrame(RecentFrames.of(detection))
                .build();
    }
}
