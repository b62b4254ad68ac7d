package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.assignment.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ground-truth boxes that look like pedestrians but are none, or are ambiguous: a track there is neither right nor
 * wrong. The MOTChallenge of 2016 and 2017 has them as classes: A. Milan et al., "MOT16: A benchmark for multi-object
 * tracking", 2016.
 */
final class Distractors {
    /** Person on a vehicle, static person, distractor, reflection. */
    private static final Set<Integer> CLASSES = Set.of(2, 7, 8, 12);

    private static final double SAME = 0.5 - Math.ulp(1.0);

    private final Assignment assignment = new Assignment();

    /** Drops the boxes of tracks that match a distractor best, among all boxes of the ground truth. */
    List<MotBox> without(List<MotBox> truth, List<MotBox> found) {
        if (truth.stream().noneMatch(Distractors::isOne)) {
            return found;
        }
        double[] costs = costs(truth, found);
        assignment.solve(costs, truth.size(), found.size());
        List<MotBox> left = new ArrayList<>();
        for (int column = 0; column < found.size(); column++) {
            int row = assignment.rowOf(column);
            boolean same = row != Assignment.NONE && costs[row * found.size() + column] < 0;
            if (!same || !isOne(truth.get(row))) {
                left.add(found.get(column));
            }
        }
        return left;
    }

    private static double[] costs(List<MotBox> truth, List<MotBox> found) {
        double[] costs = new double[truth.size() * found.size()];
        int i = 0;
        for (MotBox row : truth) {
            for (MotBox column : found) {
                double iou = row.box().iou(column.box());
                costs[i++] = iou < SAME ? 0 : -iou;
            }
        }
        return costs;
    }

    private static boolean isOne(MotBox box) {
        return CLASSES.contains(box.category());
    }
}
