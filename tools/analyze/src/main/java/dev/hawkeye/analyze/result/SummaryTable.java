package dev.hawkeye.analyze.result;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.schemas.Fate;
import java.io.PrintWriter;
import java.util.Locale;

/** The summary for a terminal: a row per video and class. */
public final class SummaryTable {
    private SummaryTable() {}

    public static void print(Summary summary, PrintWriter out) {
        Table table = Table.of("video", "class", ">detections", ">frames with", ">peak");
        for (Summary.Camera camera : summary.cameras()) {
            if (camera.classes().isEmpty()) {
                table.row(camera.camera(), "(nothing seen)", 0, 0, 0);
            }
            camera.classes()
                    .forEach((name, totals) ->
                            table.row(camera.camera(), name, totals.detections(), totals.framesWith(), totals.peak()));
        }
        table.print(out);
        out.println();
        for (Summary.Camera camera : summary.cameras()) {
            out.println(camera.camera() + ": " + frames(camera) + ", " + plural(camera.events(), "event"));
        }
        long frames =
                summary.cameras().stream().mapToLong(Summary.Camera::frames).sum();
        out.printf(
                Locale.ROOT,
                "%s in %.1f s, %.1f frames/s, model %s%n",
                plural(frames, "frame"),
                summary.seconds(),
                frames / summary.seconds(),
                summary.model().name());
    }

    private static String frames(Summary.Camera camera) {
        long failed = camera.frames() - camera.fates().get(Fate.DETECTED);
        return plural(camera.frames(), "frame") + (failed == 0 ? "" : ", " + failed + " could not be analyzed");
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
