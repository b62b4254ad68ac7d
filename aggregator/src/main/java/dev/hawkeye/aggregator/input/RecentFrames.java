package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.state.FramePlace;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.aggregator.state.SeenObject;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.FrameRef;
import java.time.Instant;
import java.util.List;

/** The last analyzed frames of a camera: they confirm an event, and are the candidates for its keyframe. */
public final class RecentFrames {
    private RecentFrames() {}

    /** Adds a frame and drops the oldest ones, so that at most {@code size} remain. */
    public static void add(List<RecentFrame> recent, Detection detection, int size) {
        recent.add(of(detection));
        if (recent.size() > size) {
            recent.subList(0, recent.size() - size).clear();
        }
    }

    static RecentFrame of(Detection detection) {
        FrameRef frame = detection.getFrame();
        Instant claimed = detection.getClaimedTime();
        return RecentFrame.newBuilder()
                .setCaptureTime(detection.getCaptureTime().toEpochMilli())
                .setClaimedTime(claimed == null ? null : claimed.toEpochMilli())
                .setPlace(new FramePlace(frame.getTopic(), frame.getPartition(), frame.getOffset()))
                .setJpegBytes(detection.getFrameBytes())
                .setModel(detection.getModel())
                .setModelSha256(detection.getModelSha256())
                .setObjects(detection.getObjects().stream()
                        .map(RecentFrames::object)
                        .toList())
                .build();
    }

    /** One object of a frame, as its detection had it. */
    public static DetectedObject object(SeenObject seen) {
        return new DetectedObject(
                seen.getClassId(),
                seen.getClassName(),
                seen.getConfidence(),
                seen.getX1(),
                seen.getY1(),
                seen.getX2(),
                seen.getY2());
    }

    private static SeenObject object(DetectedObject object) {
        return new SeenObject(
                object.getClassId(),
                object.getClassName(),
                object.getConfidence(),
                object.getX1(),
                object.getY1(),
                object.getX2(),
                object.getY2());
    }
}
