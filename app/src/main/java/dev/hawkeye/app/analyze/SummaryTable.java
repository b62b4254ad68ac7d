package dev.hawkeye.app.analyze;

import dev.hawkeye.app.Table;
import dev.hawkeye.schemas.Fate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The summary as people read it on a terminal: a row per camera and class. */
final class SummaryTable {
    private SummaryTable() {}

    static void print(Summary summary, PrintWriter out) {
        Table table = Table.of("camera", "class", ">detections", ">frames with", ">peak");
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
            out.println(camera.camera() + ": " + frames(camera) + ", " + plural(camera.events(), "event") + ", "
                    + plural(camera.keyframes(), "keyframe") + ", " + saved(camera.bytes()));
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
        String fates = List.of(Fate.SHED, Fate.FAILED).stream()
                .filter(fate -> camera.fates().get(fate) > 0)
                .map(fate -> ", " + camera.fates().get(fate) + " " + fate)
                .collect(Collectors.joining());
        return plural(camera.frames(), "frame") + fates;
    }

    private static String saved(Summary.Bytes bytes) {
        if (bytes.source() == 0) {
            return "nothing uploaded";
        }
        return String.format(
                Locale.ROOT, "%.1f %% of the camera's bytes uploaded", 100.0 * bytes.uploaded() / bytes.source());
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
