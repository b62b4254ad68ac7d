package dev.hawkeye.app.reset;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.reset.ResetPlan;
import dev.hawkeye.site.reset.StreamsApplication;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A reset plan as text: the changes and their consequences. */
record PlanText(StreamsApplication application, HawkeyeConfig config, ResetPlan plan) {

    void print(PrintWriter out) {
        if (!plan.offsets().isEmpty()) {
            out.println("Offsets of group " + plan.group() + ":");
            Table table = Table.of("  topic", ">partition", ">now", ">then");
            plan.offsets()
                    .forEach(offset -> table.row(
                            "  " + offset.partition().topic(),
                            offset.partition().partition(),
                            words(offset.committed()),
                            words(offset.then())));
            table.print(out);
        }
        list(out, "Topics to delete:", plan.topics());
        list(out, "Folders to remove:", plan.folders());
        list(out, "Consequences:", consequences());
        out.println();
    }

    private static String words(OptionalLong offset) {
        return offset.isPresent() ? Long.toString(offset.getAsLong()) : "none";
    }

    private static void list(PrintWriter out, String title, List<?> entries) {
        if (!entries.isEmpty()) {
            out.println(title);
            entries.forEach(entry -> out.println("  " + entry));
        }
    }

    private List<String> consequences() {
        List<String> lines = new ArrayList<>();
        switch (application) {
            case DETECTOR -> ofDetector(lines);
            case AGGREGATOR -> ofAggregator(lines);
        }
        return lines;
    }

    private void ofDetector(List<String> lines) {
        if (plan.readAgain() > 0) {
            lines.add("Up to " + plan.readAgain() + " frames are read again, and have a second detection on "
                    + config.topics().topics().detections() + ".");
            lines.add(
                    "Those of live cameras that are older than detector.max-frame-age are SHED, not analyzed; lossless"
                            + " cameras wait until the detector has caught up.");
            lines.add("The aggregator ignores frames that it has counted; to count them again, reset it as well, with"
                    + " --to-latest, before either starts.");
        }
        if (plan.skipped() > 0) {
            lines.add("Up to " + plan.skipped() + " frames are never analyzed.");
        }
    }

    private void ofAggregator(List<String> lines) {
        var topics = config.topics().topics();
        if (plan.readAgain() > 0) {
            lines.add("Up to " + plan.readAgain() + " detections are counted again: their windows, events, tracks and"
                    + " keyframes appear again on " + topics.counts() + ", " + topics.events() + " and so on.");
            lines.add("Events whose frames are no longer on " + topics.frames() + " have no keyframe.");
        }
        if (plan.skipped() > 0) {
            lines.add("Up to " + plan.skipped() + " detections are never counted.");
        }
        if (!plan.topics().isEmpty()) {
            lines.add("Open windows, tracks and events end without a final record; objects are numbered from 1 again.");
            lines.add("GET /history has only what is counted from now on: older windows are gone.");
        }
    }
}
