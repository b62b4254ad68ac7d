package dev.hawkeye.ingest.gate;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Unchanged;
import dev.hawkeye.vision.detection.Box;
import java.util.List;

/** Feeds the detections of one camera to its gate: in order, each once. Not thread-safe. */
public final class Findings {
    private static final double SAME_PLACE = 0.5;

    private final GateLearning learning;
    private final Audited audited;
    private String stream = "";
    private long sequence = -1;
    private List<DetectedObject> objects = List.of();

    /** Called for each audit. */
    @FunctionalInterface
    public interface Audited {
        /** @param missed how many of the {@code found} objects the gate would have missed */
        void accept(int found, int missed);
    }

    Findings(GateLearning learning, Audited audited) {
        this.learning = learning;
        this.audited = audited;
    }

    void read(Detection detection) {
        if (detection.getFate() == Fate.UNCHANGED) {
            learning.read(detection.getStream(), detection.getSequence(), null);
        } else if (detection.getFate() == Fate.DETECTED) {
            found(detection);
        } else {
            sequence = -1;
            learning.lost(detection.getStream(), detection.getSequence());
        }
    }

    private void found(Detection detection) {
        int found = 0;
        int missed = 0;
        double smallest = 1;
        boolean isAudit = Unchanged.refersTo(detection, stream, sequence);
        for (DetectedObject object : detection.getObjects()) {
            if (GateLearning.isClear(object.getConfidence())) {
                double height = (object.getY2() - object.getY1()) / Math.max(1.0, detection.getHeight());
                smallest = Math.min(smallest, height);
                found += isAudit ? 1 : 0;
                missed += isAudit && !isAmong(objects, object) ? 1 : 0;
            }
        }
        if (isAudit) {
            audited.accept(found, missed);
        }
        stream = detection.getStream();
        sequence = detection.getSequence();
        objects = detection.getObjects();
        learning.read(stream, sequence, new GateLearning.Result(sequence, smallest, found, missed));
    }

    private static boolean isAmong(List<DetectedObject> claimed, DetectedObject object) {
        return claimed.stream()
                .anyMatch(other ->
                        other.getClassId() == object.getClassId() && box(other).iou(box(object)) >= SAME_PLACE);
    }

    private static Box box(DetectedObject object) {
        return new Box(
                object.getClassId(),
                object.getConfidence(),
                object.getX1(),
                object.getY1(),
                object.getX2(),
                object.getY2());
    }
}
