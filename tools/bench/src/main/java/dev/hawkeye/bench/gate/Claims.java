package dev.hawkeye.bench.gate;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Unchanged;
import java.util.ArrayList;
import java.util.List;

/** The objects that a run claims for each picture. */
final class Claims {
    private Claims() {}

    /**
     * Resolves frames that were not analyzed, as the pipeline does: an UNCHANGED frame has the objects of the last
     * other frame if it refers to that frame; otherwise it counts as failed, without objects.
     *
     * @param detections the detections of one camera, in order
     * @return the objects by frame
     */
    static List<List<DetectedObject>> of(List<Detection> detections) {
        List<List<DetectedObject>> claims = new ArrayList<>();
        Detection last = null;
        for (Detection detection : detections) {
            if (detection.getFate() != Fate.UNCHANGED) {
                last = detection;
                claims.add(detection.getObjects());
            } else {
                claims.add(isOf(last, detection) ? last.getObjects() : List.of());
            }
        }
        return claims;
    }

    private static boolean isOf(Detection last, Detection unchanged) {
        return last != null && Unchanged.refersTo(unchanged, last.getStream(), last.getSequence());
    }
}
