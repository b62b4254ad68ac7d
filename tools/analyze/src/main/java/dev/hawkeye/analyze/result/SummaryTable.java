package dev.hawkeye.analyze.result;

import dev.hawkeye.analyze.result.Summary.Visits;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.commandline.TerminalText;
import dev.hawkeye.schemas.Fate;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The summary for a terminal: a row per video and class, then a sentence per line and zone. */
public final class SummaryTable {
    private SummaryTable() {}

    public static void print(Summary summary, PrintWriter out) {
        Table table = Table.of("video", "class", ">different", ">boxes", ">frames with", ">peak");
        for (Summary.Camera camera : summary.cameras()) {
            if (camera.classes().isEmpty()) {
                table.row(camera.camera(), "(nothing seen)", 0, 0, 0, 0);
            }
            camera.classes()
                    .forEach((name, totals) -> table.row(
                            camera.camera(),
                            name,
                            totals.objects(),
                            totals.detections(),
                            totals.framesWith(),
                            totals.peak()));
        }
        table.print(out);
        out.println();
        for (Summary.Camera camera : summary.cameras()) {
            out.println(camera.camera() + ": " + frames(camera) + ", " + plural(camera.events(), "event"));
            camera.lines().forEach((line, directions) -> out.println("  line " + line + ": " + line(directions)));
            camera.zones().forEach((zone, visits) -> out.println("  zone " + zone + ": " + zone(visits)));
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

    private static String line(Map<String, Map<String, Long>> directions) {
        return directions.entrySet().stream()
                .map(direction -> direction.getValue().values().stream()
                                .mapToLong(count -> count)
                                .sum() + " " + direction.getKey() + byClass(direction.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String zone(Map<String, Visits> visits) {
        Visits all = visits.values().stream().reduce(new Visits(0, 0), Visits::plus);
        String dwell = all.visits() == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", %.1f s%s", all.meanDwellSeconds(), all.visits() == 1 ? "" : " on average");
        return plural(all.visits(), "visit")
                + byClass(visits.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, visit -> visit.getValue().visits())))
                + dwell;
    }

    private static String byClass(Map<String, Long> counts) {
        String each = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> TerminalText.safe(count.getKey()) + " " + count.getValue())
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? "" : " (" + each + ")";
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
