package dev.hawkeye.tracking.evaluation;

/**
 * For each object and track, the share of their boxes that may belong together. In a frame, a pair of boxes counts as
 * its IoU divided by the sum of all IoUs that either of the two has, so that an isolated pair counts fully.
 */
final class Alignment {
    private Alignment() {}

    /** Returns a matrix, row by row, with a row per object and a column per track. */
    static double[] of(Overlaps overlaps) {
        int tracks = overlaps.trackBoxes().length;
        double[] shared = new double[overlaps.objectBoxes().length * tracks];
        for (Overlaps.Frame frame : overlaps.frames()) {
            double[] ofObject = new double[frame.objects().length];
            double[] ofTrack = new double[frame.tracks().length];
            for (int row = 0; row < ofObject.length; row++) {
                for (int column = 0; column < ofTrack.length; column++) {
                    ofObject[row] += frame.iou(row, column);
                    ofTrack[column] += frame.iou(row, column);
                }
            }
            for (int row = 0; row < ofObject.length; row++) {
                for (int column = 0; column < ofTrack.length; column++) {
                    double iou = frame.iou(row, column);
                    if (iou > 0) {
                        shared[frame.objects()[row] * tracks + frame.tracks()[column]] +=
                                iou / (ofObject[row] + ofTrack[column] - iou);
                    }
                }
            }
        }
        for (int i = 0; i < shared.length; i++) {
            shared[i] /= overlaps.objectBoxes()[i / tracks] + overlaps.trackBoxes()[i % tracks] - shared[i];
        }
        return shared;
    }
}
