package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.assignment.Assignment;
import java.util.Arrays;

/**
 * CLEAR MOT: K. Bernardin and R. Stiefelhagen, "Evaluating multiple object tracking performance: the CLEAR MOT
 * metrics", EURASIP Journal on Image and Video Processing (2008). In each frame, an object keeps the track that it had
 * in the previous frame as long as they overlap enough; the others are matched for the highest total IoU.
 */
record Clear(double mota, int switches, int misses, int falsePositives) {
    /** Minimum IoU; tolerates a rounding error. */
    private static final double THRESHOLD = 0.5 - Math.ulp(1.0);

    /** More than the sum of all IoUs of a frame: keeping a track takes priority. */
    private static final double STAYS = 1000;

    private static final int NONE = -1;

    static Clear of(Overlaps overlaps) {
        int[] lastTrack = nobody(overlaps);
        int[] trackBefore = nobody(overlaps);
        Assignment assignment = new Assignment();
        int matches = 0;
        int switches = 0;
        for (Overlaps.Frame frame : overlaps.frames()) {
            if (frame.empty()) {
                continue; // the previous pairs are remembered across it
            }
            double[] costs = costs(frame, trackBefore);
            assignment.solve(costs, frame.objects().length, frame.tracks().length);
            Arrays.fill(trackBefore, NONE);
            for (int row = 0; row < frame.objects().length; row++) {
                int column = assignment.columnOf(row);
                if (column == Assignment.NONE || costs[row * frame.tracks().length + column] == 0) {
                    continue;
                }
                int object = frame.objects()[row];
                int track = frame.tracks()[column];
                matches++;
                if (lastTrack[object] != NONE && lastTrack[object] != track) {
                    switches++;
                }
                lastTrack[object] = track;
                trackBefore[object] = track;
            }
        }
        int misses = overlaps.truthBoxes() - matches;
        int falsePositives = overlaps.resultBoxes() - matches;
        double mota = overlaps.truthBoxes() == 0
                ? 0
                : 1 - (double) (misses + falsePositives + switches) / overlaps.truthBoxes();
        return new Clear(mota, switches, misses, falsePositives);
    }

    private static double[] costs(Overlaps.Frame frame, int[] trackBefore) {
        double[] costs = new double[frame.objects().length * frame.tracks().length];
        for (int row = 0; row < frame.objects().length; row++) {
            int before = trackBefore[frame.objects()[row]];
            for (int column = 0; column < frame.tracks().length; column++) {
                double iou = frame.iou(row, column);
                if (iou >= THRESHOLD) {
                    costs[row * frame.tracks().length + column] = -iou - (frame.tracks()[column] == before ? STAYS : 0);
                }
            }
        }
        return costs;
    }

    private static int[] nobody(Overlaps overlaps) {
        int[] tracks = new int[overlaps.objectBoxes().length];
        Arrays.fill(tracks, NONE);
        return tracks;
    }
}
