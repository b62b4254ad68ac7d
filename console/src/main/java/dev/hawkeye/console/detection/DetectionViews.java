package dev.hawkeye.console.detection;

import dev.hawkeye.console.api.DetectedObjectView;
import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Topics;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Detections as the API shows them. */
public final class DetectionViews {
    private DetectionViews() {}

    /** An UNCHANGED detection has neither objects nor a picture of its own, see {@link DetectionView#as}. */
    public static DetectionView view(Detection detection, Topics topics) {
        boolean ours = detection.getFate() != Fate.UNCHANGED // which has no JPEG
                && detection.getFrame().getTopic().equals(topics.frames());
        return new DetectionView(
                detection.getCamera(),
                detection.getStream(),
                detection.getSequence(),
                detection.getCaptureTime().toEpochMilli(),
                detection.getWidth(),
                detection.getHeight(),
                detection.getLive(),
                detection.getFate().name(),
                detection.getUnchangedSince(),
                detection.getReason(),
                objects(detection.getObjects()),
                ObjectSummary.of(detection.getObjects()),
                TimeUnit.MICROSECONDS.toMillis(detection.getTimes().getAgeMicros()),
                ours
                        ? "/api/frames/" + detection.getFrame().getPartition() + "/"
                                + detection.getFrame().getOffset() + ".jpg"
                        : null,
                detection.getModel());
    }

    /** Objects as the API shows them. */
    public static List<DetectedObjectView> objects(List<DetectedObject> objects) {
        return objects.stream()
                .map(object -> new DetectedObjectView(
                        object.getClassName(),
                        object.getConfidence(),
                        object.getX1(),
                        object.getY1(),
                        object.getX2(),
                        object.getY2()))
                .toList();
    }
}
