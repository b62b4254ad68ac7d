package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.assignment.Assignment;
import java.util.HashMap;
import java.util.Map;

/**
 * HOTA: J. Luiten et al., "HOTA: A higher order metric for evaluating multi-object tracking", International Journal of
 * Computer Vision (2020).
 *
 * <p>Pairs in a frame are chosen to serve the whole sequence. So first each object and track get an alignment: the
 * share of their boxes that may belong together ({@link Alignment}). In each frame, pairs are then chosen for the
 * highest sum of alignment times IoU. They count at each threshold that their IoU reaches. At one threshold, with TP
 * pairs:
 *
 * <pre>
 *   DetA = TP / (boxes of ground truth + boxes of tracks - TP)
 *   AssA = mean over the TP pairs of  n / (boxes of the object + boxes of the track - n),
 *          where n is the number of pairs of this object and this track
 *   HOTA = √(DetA · AssA)
 *   LocA = mean IoU of the TP pairs
 * </pre>
 */
record Hota(double hota, double detA, double assA, double locA) {
    private static final int THRESHOLDS = 19;
    private static final double STEP = 0.05;

    private record Pair(int object, int track) {}

    static Hota of(Overlaps overlaps) {
        double[] ious = new double[THRESHOLDS];
        int[] matches = new int[THRESHOLDS];
        Map<Pair, int[]> together = new HashMap<>();
        double[] alignment = Alignment.of(overlaps);
        int tracks = overlaps.trackBoxes().length;
        Assignment assignment = new Assignment();
        for (Overlaps.Frame frame : overlaps.frames()) {
            assignment.solve(costs(frame, alignment, tracks), frame.objects().length, frame.tracks().length);
            for (int row = 0; row < frame.objects().length; row++) {
                int column = assignment.columnOf(row);
                if (column == Assignment.NONE) {
                    continue;
                }
                Pair pair = new Pair(frame.objects()[row], frame.tracks()[column]);
                double iou = frame.iou(row, column);
                for (int i = 0; i < THRESHOLDS && iou >= threshold(i); i++) {
                    matches[i]++;
                    ious[i] += iou;
                    together.computeIfAbsent(pair, key -> new int[THRESHOLDS])[i]++;
                }
            }
        }
        return mean(overlaps, matches, ious, together);
    }

    /** Tolerates a rounding error. */
    private static double threshold(int i) {
        return STEP + i * STEP - Math.ulp(1.0);
    }

    private static double[] costs(Overlaps.Frame frame, double[] alignment, int tracks) {
        double[] costs = new double[frame.objects().length * frame.tracks().length];
        int i = 0;
        for (int row = 0; row < frame.objects().length; row++) {
            for (int column = 0; column < frame.tracks().length; column++) {
                double aligned = alignment[frame.objects()[row] * tracks + frame.tracks()[column]];
                costs[i++] = -aligned * frame.iou(row, column);
            }
        }
        return costs;
    }

    private static Hota mean(Overlaps overlaps, int[] matches, double[] ious, Map<Pair, int[]> together) {
        double hota = 0;
        double detA = 0;
        double assA = 0;
        double locA = 0;
        for (int i = 0; i < THRESHOLDS; i++) {
            double detection = 0;
            double association = 0;
            double location = 1;
            if (matches[i] > 0) {
                detection = (double) matches[i] / (overlaps.truthBoxes() + overlaps.resultBoxes() - matches[i]);
                association = association(overlaps, together, i) / matches[i];
                location = ious[i] / matches[i];
            }
            hota += Math.sqrt(detection * association);
            detA += detection;
            assA += association;
            locA += location;
        }
        return new Hota(hota / THRESHOLDS, detA / THRESHOLDS, assA / THRESHOLDS, locA / THRESHOLDS);
    }

    private static double association(Overlaps overlaps, Map<Pair, int[]> together, int threshold) {
        double sum = 0;
        for (Map.Entry<Pair, int[]> entry : together.entrySet()) {
            double n = entry.getValue()[threshold];
            Pair pair = entry.getKey();
            sum += n * n / (overlaps.objectBoxes()[pair.object()] + overlaps.trackBoxes()[pair.track()] - n);
        }
        return sum;
    }
}
