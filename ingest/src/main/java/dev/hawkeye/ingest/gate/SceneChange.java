package dev.hawkeye.ingest.gate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_ISOLATED;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_core.min;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.erode;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;

import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Compares downscaled gray pictures of one camera with the last analyzed one.
 *
 * <p><b>Light is not a change.</b> Only detail is compared: each pixel minus the mean of its surroundings. A cloud,
 * auto exposure or a large shadow shifts both and cancels out; the remainder is absorbed slowly. A sudden change in the
 * brightness of the whole picture is reported as light, because the detector may now see things that it did not see
 * before.
 *
 * <p><b>Jitter is not a change.</b> A pixel is explained if its value lies within the range of its neighborhood in the
 * other picture; the excess is the difference. So camera shake, or an edge that moves by less than a pixel (1/160 of
 * the width), is explained, while an object that appears or disappears is not: each picture is compared with the
 * neighborhoods of the other. (A threshold on plain differences was measured too: to ignore a standing person who
 * shifts their weight, it must be so high that distant people are missed.)
 *
 * <p><b>Noise is not a change.</b> The remaining differences are averaged over {@link Blocks}, each with its own noise
 * level, and a moderate one must last.
 *
 * <p>Owns native memory until closed. Not thread-safe. Allocates only when the size of the pictures changes.
 */
final class SceneChange implements AutoCloseable {
    private static final int SURROUNDINGS = 9;
    private static final Size NEIGHBORS = new Size(3, 3);
    private static final Point CENTER = new Point(-1, -1);
    private static final double MIDDLE = 128;
    private static final double LIGHT_LEVELS = 12;

    private final IgnoredArea ignored;
    private final Size surroundings = new Size(SURROUNDINGS, SURROUNDINGS);
    private final Mat neighborhood = getStructuringElement(MORPH_RECT, NEIGHBORS);
    private final Mat smooth = new Mat();
    private final Mat low = new Mat();
    private final Mat high = new Mat();
    private final Mat difference = new Mat();
    private final Mat part = new Mat();
    private Mat detail = new Mat();
    private Mat previous = new Mat();
    private final Mat reference = new Mat();
    private final Mat referenceLow = new Mat();
    private final Mat referenceHigh = new Mat();
    private Mat ones = new Mat();
    private double light;
    private double referenceLight;
    private boolean hasPrevious;
    private boolean hasReference;
    private final Map<Grain, Blocks> blocks = new EnumMap<>(Grain.class);
    private Grain compared; // the grain of the last comparison

    /** How a picture differs from the reference. */
    enum Kind {
        NOTHING,
        SCENE,
        LIGHT
    }

    SceneChange(IgnoredArea ignored) {
        this.ignored = ignored;
    }

    /** Takes the next picture; a change of size drops the reference. */
    void look(Mat luma) {
        if (detail.empty() || luma.cols() != detail.cols() || luma.rows() != detail.rows()) {
            for (Grain grain : Grain.values()) {
                blocks.put(grain, new Blocks(luma.cols(), luma.rows(), grain, ignored));
            }
            ones.close();
            ones = Mat.ones(luma.rows(), luma.cols(), CV_8U).asMat();
            hasPrevious = false;
            hasReference = false;
        }
        Mat reused = previous;
        previous = detail;
        detail = reused;
        blur(
                luma,
                smooth,
                surroundings,
                CENTER,
                BORDER_REFLECT_101 | BORDER_ISOLATED); // the memory beyond its rows is undefined
        addWeighted(luma, 1, smooth, -1, MIDDLE, detail);
        try (Scalar levels = mean(luma)) {
            light = levels.get(0);
        }
        if (hasPrevious) {
            absdiff(detail, previous, difference);
            blocks.values().forEach(one -> one.learnNoise(difference));
        }
        hasPrevious = true;
    }

    /** Whether there is a picture to compare with. */
    boolean hasReference() {
        return hasReference;
    }

    /** Makes the last picture the reference. */
    void remember() {
        detail.copyTo(reference);
        referenceLight = light;
        hasReference = true;
        blocks.values().forEach(Blocks::forget);
        surround();
    }

    private void surround() {
        erode(reference, referenceLow, neighborhood);
        dilate(reference, referenceHigh, neighborhood);
    }

    /**
     * Moves the reference toward the last picture, which shows the same scene, by at most one gray level. So changes as
     * slow as daylight never add up to a change.
     */
    void follow() {
        subtract(reference, ones, low);
        add(reference, ones, high);
        max(detail, low, part);
        min(part, high, reference);
        referenceLight += Math.max(-1, Math.min(1, light - referenceLight));
        surround();
    }

    /** Drops the reference. */
    void forget() {
        hasReference = false;
    }

    /**
     * Compares the last picture with the reference, which must exist.
     *
     * @param sensitivity 1 is normal; at 2, half the difference suffices
     * @param canWait whether the next picture comes early enough to confirm a moderate difference, see {@link Blocks}
     */
    Kind compare(Grain grain, double sensitivity, boolean canWait) {
        if (Math.abs(light - referenceLight) > LIGHT_LEVELS) {
            return Kind.LIGHT;
        }
        subtract(detail, referenceHigh, difference);
        keepGreater(referenceLow, detail);
        erode(detail, low, neighborhood);
        dilate(detail, high, neighborhood);
        keepGreater(reference, high);
        keepGreater(low, reference);
        if (grain != compared) {
            blocks.get(grain).forget();
            compared = grain;
        }
        return blocks.get(grain).differ(difference, sensitivity, canWait) ? Kind.SCENE : Kind.NOTHING;
    }

    /** Differences are never negative, since 8-bit subtraction saturates. */
    private void keepGreater(Mat greater, Mat smaller) {
        subtract(greater, smaller, part);
        max(difference, part, difference);
    }

    @Override
    public void close() {
        for (Mat mat : new Mat[] {
            neighborhood,
            smooth,
            low,
            high,
            difference,
            part,
            detail,
            previous,
            reference,
            referenceLow,
            referenceHigh,
            ones
        }) {
            mat.close();
        }
        surroundings.close();
    }
}
