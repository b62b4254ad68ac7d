package dev.hawkeye.app.track;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.tracking.evaluation.MotSequence;
import dev.hawkeye.tracking.evaluation.TrackScores;
import java.io.PrintWriter;
import java.util.Locale;

/** The scores for a terminal, one per line, with their meaning. */
final class ScoreLines {
    private ScoreLines() {}

    static void print(TrackScores scores, MotSequence truth, PrintWriter out) {
        Table.of("score", ">value", "meaning")
                .row("HOTA", percent(scores.hota()), "√(DetA · AssA), mean of IoU 0.05, 0.10 … 0.95")
                .row("DetA", percent(scores.detA()), "boxes that truth and tracks have in common, of all boxes")
                .row(
                        "AssA",
                        percent(scores.assA()),
                        "boxes that an object and its track have in common, of the boxes of both")
                .row(
                        "MOTA",
                        percent(scores.mota()),
                        "100 % less misses, false positives and switches per box of the truth")
                .row("IDF1", percent(scores.idf1()), "boxes of the one track that fits the object best, of all boxes")
                .row("identity switches", scores.identitySwitches(), "an object goes over to another track")
                .row("misses", scores.misses(), "boxes of the truth without a track, IoU 0.50")
                .row("false positives", scores.falsePositives(), "boxes of tracks without an object, IoU 0.50")
                .print(out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%d frames, %d boxes of the truth%s%n",
                truth.frames(),
                scores.truthBoxes(),
                scores.truthBoxes() == truth.boxes()
                        ? ""
                        : " of " + truth.boxes() + ": the others have a class other than 1 or the score 0");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
