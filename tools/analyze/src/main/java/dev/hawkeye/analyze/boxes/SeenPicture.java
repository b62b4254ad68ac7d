package dev.hawkeye.analyze.boxes;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The detections in one picture.
 *
 * @param camera id under which the video was analyzed
 * @param file the video, or the picture if the source is a folder of pictures
 * @param frame index of the picture in its source, from 0, counting unanalyzed ones, too
 * @param pictureFile name of the picture's own file; null for a video
 * @param seconds into the video
 * @param width the width of the picture as a player shows it, pixels
 * @param failure why the picture could not be analyzed; null if it was
 */
record SeenPicture(
        String camera,
        String file,
        long frame,
        String pictureFile,
        double seconds,
        int width,
        int height,
        String failure,
        List<FoundBox> boxes) {

    private static final int PIXEL_DIGITS = 3;
    private static final int CONFIDENCE_DIGITS = 5;

    /**
     * @param source the video or folder of the detection
     * @param start capture time of its first picture
     */
    static SeenPicture of(Detection detection, Path source, Instant start) {
        int width = detection.getSourceWidth() > 0 ? detection.getSourceWidth() : detection.getWidth();
        int height = detection.getSourceHeight() > 0 ? detection.getSourceHeight() : detection.getHeight();
        double across = (double) width / detection.getWidth();
        double down = (double) height / detection.getHeight();
        String pictureFile = detection.getPictureFile();
        return new SeenPicture(
                detection.getCamera(),
                (pictureFile == null ? source : source.resolve(pictureFile)).toString(),
                detection.getPicture(),
                pictureFile,
                Duration.between(start, detection.getCaptureTime()).toMillis() / 1000.0,
                width,
                height,
                detection.getReason(),
                detection.getObjects().stream()
                        .map(object -> box(object, across, down))
                        .toList());
    }

    private static FoundBox box(DetectedObject object, double across, double down) {
        return new FoundBox(
                object.getClassId(),
                object.getClassName(),
                rounded(object.getConfidence(), CONFIDENCE_DIGITS),
                rounded(object.getX1() * across, PIXEL_DIGITS),
                rounded(object.getY1() * down, PIXEL_DIGITS),
                rounded((object.getX2() - object.getX1()) * across, PIXEL_DIGITS),
                rounded((object.getY2() - object.getY1()) * down, PIXEL_DIGITS));
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
}
