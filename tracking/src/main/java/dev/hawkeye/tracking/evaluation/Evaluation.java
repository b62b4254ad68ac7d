package dev.hawkeye.tracking.evaluation;

/** Scores the tracks of one sequence against its ground truth. */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Scores as TrackEval does: ground-truth boxes count if their score is not 0 and their class is 1; a track's box on
     * a distractor counts neither for nor against it; boxes without an id do not count.
     *
     * @param result tracks at the same frame rate
     */
    public static TrackScores of(MotSequence truth, MotSequence result) {
        Overlaps overlaps = Overlaps.of(truth, result);
        Hota hota = Hota.of(overlaps);
        Clear clear = Clear.of(overlaps);
        return new TrackScores(
                hota.hota(),
                hota.detA(),
                hota.assA(),
                hota.locA(),
                clear.mota(),
                Identity.f1(overlaps),
                clear.switches(),
                clear.misses(),
                clear.falsePositives(),
                overlaps.truthBoxes());
    }
}
