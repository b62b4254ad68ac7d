package dev.hawkeye.console.api;

/**
 * The condition of a camera.
 *
 * @param name display name; null when it has only its id
 * @param source address without user and password; null when the camera has never reported
 * @param state the state as in camera-status; null when the camera has never reported
 * @param silent whether its reports are overdue: the process that reads it was killed or is cut off
 * @param fps frames analyzed per second, over the last 10 s
 * @param unchangedFps frames per second not analyzed because nothing had changed, over the last 10 s
 * @param latencyP50 milliseconds from capture to detection over the last minute, median; null when there were none
 * @param latencyP99 like {@code latencyP50}, 99th percentile
 * @param objectsAudited clear objects in pictures that seemed unchanged but were analyzed anyway, as in camera-status
 * @param objectsMissed number of those objects that would have been missed
 * @param detected frames with this fate since the console started; likewise for the other fates
 * @param last newest detection; null when there is none, and in live updates
 */
public record CameraView(
        String id,
        String name,
        String source,
        String state,
        Long since,
        Long reported,
        boolean silent,
        int width,
        int height,
        double fps,
        double unchangedFps,
        Double latencyP50,
        Double latencyP99,
        long framesRead,
        long framesDropped,
        long reconnects,
        long bytesRead,
        String lastError,
        long objectsAudited,
        long objectsMissed,
        long detected,
        long unchanged,
        long shed,
        long failed,
        DetectionView last) {

    /** The same without its last detection, as sent in live updates, where detections travel separately. */
    public CameraView withoutLast() {
        return new CameraView(
                id,
                name,
                source,
                state,
                since,
                reported,
                silent,
                width,
                height,
                fps,
                unchangedFps,
                latencyP50,
                latencyP99,
                framesRead,
                framesDropped,
                reconnects,
                bytesRead,
                lastError,
                objectsAudited,
                objectsMissed,
                detected,
                unchanged,
                shed,
                failed,
                null);
    }
}
