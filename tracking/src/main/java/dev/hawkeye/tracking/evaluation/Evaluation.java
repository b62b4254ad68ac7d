package dev.hawkeye.tracking.evaluation;

/** Judges tracks of one sequence by its truth. */
public final class Evaluation {
    private Evaluation() {}

    /**
     * Judges as TrackEval does: boxes of the truth count if their score is not 0 and their class is 1; a box of a track that
     * is on a distractor neither counts for nor against it; boxes without an id do not count.
     *
     * @param result tracks at the same rate
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
