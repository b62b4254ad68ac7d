package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.assignment.Assignment;

/**
 * IDF1: E. Ristani et al., "Performance measures and a data set for multi-target, multi-camera tracking", ECCV
 * workshops (2016). Over the whole sequence, each object gets at most one track as its own, so that as many boxes as
 * possible agree. Each agreeing pair saves one miss and one false positive, so their sum is minimal when the number of
 * pairs is maximal.
 */
final class Identity {
    private static final double THRESHOLD = 0.5;

    private Identity() {}

    static double f1(Overlaps overlaps) {
        int boxes = overlaps.truthBoxes() + overlaps.resultBoxes();
        return boxes == 0 ? 0 : 2.0 * agreeing(overlaps) / boxes;
    }

    private static int agreeing(Overlaps overlaps) {
        int objects = overlaps.objectBoxes().length;
        int tracks = overlaps.trackBoxes().length;
        double[] costs = new double[objects * tracks];
        for (Overlaps.Frame frame : overlaps.frames()) {
            for (int row = 0; row < frame.objects().length; row++) {
                for (int column = 0; column < frame.tracks().length; column++) {
                    if (frame.iou(row, column) >= THRESHOLD) {
                        costs[frame.objects()[row] * tracks + frame.tracks()[column]]--;
                    }
                }
            }
        }
        Assignment assignment = new Assignment();
        assignment.solve(costs, objects, tracks);
        int agreeing = 0;
        for (int object = 0; object < objects; object++) {
            int track = assignment.columnOf(object);
            if (track != Assignment.NONE) {
                agreeing -= (int) costs[object * tracks + track];
            }
        }
        return agreeing;
    }
}
