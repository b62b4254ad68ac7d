package dev.hawkeye.vision.detection;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far two models agree on pictures without labels: the share of the boxes of either model that the other finds too,
 * with the same class and an IoU of at least 0.5. The measure is F1, the harmonic mean of both shares. Boxes whose
 * score is near the threshold may be missed by either model, so that even a model that loses no accuracy does not reach
 * 1. Immutable.
 *
 * @param expected boxes of the reference model
 * @param found boxes of the other model
 * @param common boxes that both found
 */
public record Agreement(long expected, long found, long common) {
    /** The agreement of no pictures. */
    public static final Agreement NONE = new Agreement(0, 0, 0);

    private static final double MIN_IOU = 0.5;

    /**
     * The agreement in one picture.
     *
     * @param expected boxes of the reference model, by descending confidence
     * @param found boxes of the other model, by descending confidence
     */
    public static Agreement of(List<Box> expected, List<Box> found) {
        return new Agreement(expected.size(), found.size(), common(expected, found));
    }

    /** The agreement in the pictures of both. */
    public Agreement plus(Agreement other) {
        return new Agreement(expected + other.expected, found + other.found, common + other.common);
    }

    /** F1, 0 to 1; empty if neither model found anything. */
    public OptionalDouble f1() {
        return expected + found == 0 ? OptionalDouble.empty() : OptionalDouble.of(2.0 * common / (expected + found));
    }

    /** Each box takes the best remaining match. */
    private static int common(List<Box> expected, List<Box> found) {
        boolean[] taken = new boolean[expected.size()];
        int common = 0;
        for (Box box : found) {
            int best = -1;
            double most = MIN_IOU;
            for (int i = 0; i < taken.length; i++) {
                if (!taken[i] && expected.get(i).classId() == box.classId()) {
                    double iou = expected.get(i).iou(box);
                    if (iou >= most) {
                        most = iou;
                        best = i;
                    }
                }
            }
            if (best >= 0) {
                taken[best] = true;
                common++;
            }
        }
        return common;
    }
}
