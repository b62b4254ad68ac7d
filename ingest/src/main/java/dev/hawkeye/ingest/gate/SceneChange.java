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
 * Compares small gray pictures of one camera with the one that was last analyzed.
 *
 * <p><b>Light is not a change.</b> What is compared is the detail: each pixel less the mean of its surroundings. A cloud,
 * an automatic exposure or a large shadow shifts both and cancels out; what remains is let in slowly. When the whole picture becomes much lighter or
 * darker at once, that is reported as light: the detector may see things then that it did not see before.
 *
 * <p><b>A tremble is not a change.</b> A pixel is explained if its value lies within those of its neighborhood in the other
 * picture; the difference is what remains. So a camera that shakes, or an edge that moves by less than a pixel (1/160 of
 * the width), explains itself, while something that appears, or goes away, does not: both pictures are compared with each
 * other's neighborhoods. (A threshold on plain differences was measured too: to ignore a person who stands and shifts
 * weight it must be so high that people in the distance are lost.)
 *
 * <p><b>Noise is not a change.</b> The differences that remain are averaged over blocks, and each block has its own noise.
 *
 * <p>Owns native memory until closed. Not thread-safe. Allocates only when the size of the pictures changes.
 */
final class SceneChange implements AutoCloseable {
    private static final int SURROUNDINGS = 9;
    private static final Size NEIGHBORS = new Size(3, 3);
    private static final Point CENTER = new Point(-1, -1);
    private static final double MIDDLE = 128;
    private static final float NOISE = 1.5f;
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
    private final Map<Grain, Layer> layers = new EnumMap<>(Grain.class);

    /** How a picture differs from the reference. */
    enum Kind {
        NOTHING,
        SCENE,
        LIGHT
    }

    /** The blocks of one grain. */
    private static final class Layer {
        final BlockMeans means;
        final BlockNoise noise;
        final boolean[] ignored;

        Layer(int width, int height, Grain grain, IgnoredArea area) {
            means = new BlockMeans(width, height, grain.block);
            noise = new BlockNoise(means.count());
            ignored = new boolean[means.count()];
            for (int i = 0; i < ignored.length; i++) {
                double x = (i % means.across() + 0.5) / means.across();
                int row = i / means.across();
                double y = (row + 0.5) / means.down();
                ignored[i] = area.contains(x, y);
            }
        }
    }

    SceneChange(IgnoredArea ignored) {
        this.ignored = ignored;
    }

    /** Takes in the next picture; one of another size has nothing to be compared with. */
    void look(Mat luma) {
        if (detail.empty() || luma.cols() != detail.cols() || luma.rows() != detail.rows()) {
            for (Grain grain : Grain.values()) {
                layers.put(grain, new Layer(luma.cols(), luma.rows(), grain, ignored));
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
                BORDER_REFLECT_101 | BORDER_ISOLATED); // beyond its rows may be anything
        addWeighted(luma, 1, smooth, -1, MIDDLE, detail);
        try (Scalar levels = mean(luma)) {
            light = levels.get(0);
        }
        if (hasPrevious) {
            absdiff(detail, previous, difference);
            for (Layer layer : layers.values()) {
                layer.means.read(difference);
                for (int i = 0; i < layer.means.count(); i++) {
                    layer.noise.learn(i, layer.means.of(i));
                }
            }
        }
        hasPrevious = true;
    }

    /** Whether there is a picture to compare with. */
    boolean hasReference() {
        return hasReference;
    }

    /** The picture last taken in is compared with from now on. */
    void remember() {
        detail.copyTo(reference);
        referenceLight = light;
        hasReference = true;
        surround();
    }

    private void surround() {
        erode(reference, referenceLow, neighborhood);
        dilate(reference, referenceHigh, neighborhood);
    }

    /**
     * The picture last taken in shows the same as the reference: the reference comes nearer to it, by one gray level. So
     * what changes as slowly as daylight does never adds up to a change.
     */
    void follow() {
        subtract(reference, ones, low);
        add(reference, ones, high);
        max(detail, low, part);
        min(part, high, reference);
        referenceLight += Math.max(-1, Math.min(1, light - referenceLight));
        surround();
    }

    /** There is nothing to compare with from now on. */
    void forget() {
        hasReference = false;
    }

    /**
     * Compares the picture last taken in with the reference, of which there must be one.
     *
     * @param sensitivity 1 is usual; at 2 half the difference is enough
     */
    Kind compare(Grain grain, double sensitivity) {
        if (Math.abs(light - referenceLight) > LIGHT_LEVELS) {
            return Kind.LIGHT;
        }
        subtract(detail, referenceHigh, difference);
        keepGreater(referenceLow, detail);
        erode(detail, low, neighborhood);
        dilate(detail, high, neighborhood);
        keepGreater(reference, high);
        keepGreater(low, reference);
        Layer layer = layers.get(grain);
        layer.means.read(difference);
        float threshold = (float) (grain.threshold / sensitivity);
        for (int i = 0; i < layer.ignored.length; i++) {
            if (!layer.ignored[i] && layer.means.of(i) > threshold + NOISE * layer.noise.of(i)) {
                return Kind.SCENE;
            }
        }
        return Kind.NOTHING;
    }

    /** Differences are positive or nothing, since 8 bits saturate. */
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
