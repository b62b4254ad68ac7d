package dev.hawkeye.console.api;

import java.util.List;

/**
 * What became of one frame. One that is UNCHANGED shows what the frame that it refers to shows: its size, objects, picture
 * and model.
 *
 * @param fate DETECTED, UNCHANGED, SHED or FAILED
 * @param unchangedSince sequence number, in the same stream, of the frame from which this one does not seem to differ; null
 *     if it was not compared, or seemed to differ
 * @param reason why the frame was SHED or FAILED; null otherwise
 * @param objects in descending order of confidence
 * @param report such as "3 cars, 1 person"
 * @param ageMillis from capture to detection
 * @param picture path of the frame's JPEG; null when there is none: an UNCHANGED frame that refers to one that is not known,
 *     or was not analyzed
 * @param model file name
 */
public record DetectionView(
        String camera,
        String stream,
        long sequence,
        long captureTime,
        int width,
        int height,
        boolean live,
        String fate,
        Long unchangedSince,
        String reason,
        List<DetectedObjectView> objects,
        String report,
        long ageMillis,
        String picture,
        String model) {

    /** This one, UNCHANGED, as it counts: what it shows is in {@code full}, the frame that it refers to. */
    public DetectionView as(DetectionView full) {
        return new DetectionView(
                camera,
                stream,
                sequence,
                captureTime,
                full.width,
                full.height,
                live,
                fate,
                unchangedSince,
                reason,
                full.objects,
                full.report,
                ageMillis,
                full.picture,
                full.model);
    }
}
