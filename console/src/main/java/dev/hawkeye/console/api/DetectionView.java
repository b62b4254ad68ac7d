package dev.hawkeye.console.api;

import java.util.List;

/**
 * The fate of one frame. An UNCHANGED frame has the size, objects, picture and model of the frame that it refers to.
 *
 * @param fate DETECTED, UNCHANGED, SHED or FAILED
 * @param unchangedSince sequence number, in the same stream, of the frame that this one seems equal to; null if it was
 * not compared, or differed
 * @param reason why the frame was SHED or FAILED; null otherwise
 * @param objects the objects in descending order of confidence
 * @param report summary such as "3 cars, 1 person"
 * @param ageMillis time from capture to detection, ms
 * @param picture path of the frame's JPEG; null when there is none: an UNCHANGED frame that refers to an unknown frame,
 * or one that was not analyzed
 * @param model file name of the model
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

    /** This UNCHANGED detection with the contents of {@code full}, the frame that it refers to. */
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
