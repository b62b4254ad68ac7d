package dev.hawkeye.analyze.report;

import dev.hawkeye.analyze.result.CameraTotals.ClassTotals;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.analyze.result.Summary.Visits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The totals of one video as tables: objects seen, line crossings, zone visits. Not thread-safe. */
final class TotalTables {
    private final Markup page;

    TotalTables(Markup page) {
        this.page = page;
    }

    void write(Summary.Camera video) throws IOException {
        if (video.classes().isEmpty()) {
            page.element("p", "Nothing was seen.");
        } else {
            seen(video.classes());
        }
        if (!video.lines().isEmpty()) {
            lines(video.lines());
        }
        if (!video.zones().isEmpty()) {
            zones(video.zones());
        }
    }

    private void seen(Map<String, ClassTotals> classes) throws IOException {
        begin(
                "Objects seen",
                List.of("Class"),
                List.of("Different objects", "Boxes", "Frames with", "Most in one frame"));
        for (Map.Entry<String, ClassTotals> total : classes.entrySet()) {
            ClassTotals figures = total.getValue();
            row(List.of(total.getKey()), figures.objects(), figures.detections(), figures.framesWith(), figures.peak());
        }
        end();
    }

    private void lines(Map<String, Map<String, Map<String, Long>>> lines) throws IOException {
        begin("Line crossings", List.of("Line", "Direction", "Class"), List.of("Crossings"));
        for (Map.Entry<String, Map<String, Map<String, Long>>> line : lines.entrySet()) {
            for (Map.Entry<String, Map<String, Long>> direction :
                    line.getValue().entrySet()) {
                Map<String, Long> counts = direction.getValue();
                if (counts.size() != 1) {
                    row(
                            List.of(line.getKey(), direction.getKey(), "all"),
                            counts.values().stream().mapToLong(count -> count).sum());
                }
                for (Map.Entry<String, Long> count : counts.entrySet()) {
                    row(List.of(line.getKey(), direction.getKey(), count.getKey()), count.getValue());
                }
            }
        }
        end();
    }

    private void zones(Map<String, Map<String, Visits>> zones) throws IOException {
        begin("Zone visits", List.of("Zone", "Class"), List.of("Visits", "Mean dwell"));
        for (Map.Entry<String, Map<String, Visits>> zone : zones.entrySet()) {
            Map<String, Visits> visits = zone.getValue();
            if (visits.size() != 1) {
                visits(zone.getKey(), "all", visits.values().stream().reduce(new Visits(0, 0), Visits::plus));
            }
            for (Map.Entry<String, Visits> each : visits.entrySet()) {
                visits(zone.getKey(), each.getKey(), each.getValue());
            }
        }
        end();
    }

    private void visits(String zone, String className, Visits visits) throws IOException {
        String dwell = visits.visits() == 0 ? "" : String.format(Locale.ROOT, "%.1f s", visits.meanDwellSeconds());
        row(List.of(zone, className), visits.visits(), dwell);
    }

    private void begin(String caption, List<String> names, List<String> figures) throws IOException {
        page.open("table").element("caption", caption).open("thead").open("tr");
        for (String name : names) {
            page.element("th", name, "scope", "col");
        }
        for (String figure : figures) {
            page.element("th", figure, "scope", "col", "class", "figure");
        }
        page.end().end().open("tbody");
    }

    private void row(List<String> names, Object... figures) throws IOException {
        page.open("tr");
        for (String name : names) {
            page.element("th", name, "scope", "row");
        }
        for (Object figure : figures) {
            page.element("td", figure, "class", "figure");
        }
        page.end();
    }

    private void end() throws IOException {
        page.end().end();
    }
}
