package dev.hawkeye.bench.gate;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The tables of {@code bench gate}. */
final class GateReport {
    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    private final double fps;
    private final int rounds;
    private final int cameras;

    /**
     * @param fps due pictures per second
     * @param cameras number of cameras that show each clip at the same time
     */
    GateReport(double fps, int rounds, int cameras) {
        this.fps = fps;
        this.rounds = rounds;
        this.cameras = cameras;
    }

    void print(List<ClipResult> clips, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s frames per second, cameras at the same time: %d, cores: %d; processor time: medians of %d"
                        + " rounds%n%n",
                number(fps),
                cameras,
                Runtime.getRuntime().availableProcessors(),
                rounds);
        cost(clips).print(out);
        out.println("\nin full: share of the due pictures that were sent in full, including audits. ms, off and auto:"
                + " processor time of the whole process\nper due picture, without a gate and with it,"
                + " excluding drawing.\n");
        parts(clips).print(out);
        out.println("\nThe parts of the pipeline include drawing, which is part of ingest, and the end of the run.\n");
        objects(clips).print(out);
        out.println("\nObjects and events are those of the first camera; objects are counted in each frame. lost: found"
                + " without the gate, but not reported with it; untrue:"
                + " the reverse.\nclear: confidence of at least 0.5; for an event's object, at least 0.7"
                + " once.\n");
        moving(clips.stream().filter(clip -> clip.moving() != null).toList(), out);
        events(clips).print(out);
        out.printf(
                "%nEvents are the same if kind, class and place are, within %d s.%n", EventPairs.SAME_TIME.toSeconds());
        out.flush();
    }

    private Table cost(List<ClipResult> clips) {
        Table table = Table.of(
                "clip",
                ">frames",
                ">in full",
                ">audits",
                ">drawing, ms",
                ">off, ms",
                ">auto, ms",
                ">cameras/core, off",
                ">auto",
                ">ratio");
        for (ClipResult clip : clips) {
            table.row(
                    clip.clip().name(),
                    clip.frames(),
                    percent((double) clip.full() / clip.frames()),
                    percent((double) clip.audits() / clip.frames()),
                    Table.number("%.2f", clip.drawing()),
                    Table.number("%.2f", clip.without()),
                    Table.number("%.2f", clip.with()),
                    Table.number("%.1f", cameras(clip.without())),
                    Table.number("%.1f", cameras(clip.with())),
                    Table.number("%.2f", clip.without() / clip.with()));
        }
        return table;
    }

    private static Table parts(List<ClipResult> clips) {
        Table table = Table.of("clip", "processor time of a due picture", ">off, ms", ">auto, ms");
        for (ClipResult clip : clips) {
            for (Part part : Part.values()) {
                double[] millis = clip.parts().get(part);
                table.row(
                        clip.clip().name(),
                        part.title(),
                        Table.number("%.2f", millis[0]),
                        Table.number("%.2f", millis[1]));
            }
        }
        return table;
    }

    private static Table objects(List<ClipResult> clips) {
        Table table = Table.of(
                "clip",
                ">objects",
                ">lost",
                ">untrue",
                ">clear objects",
                ">lost",
                ">untrue",
                ">events",
                ">lost",
                ">extra",
                ">of clear objects",
                ">lost");
        for (ClipResult clip : clips) {
            EventPairs events = EventPairs.sum(clip.events());
            table.row(
                    clip.clip().name(),
                    clip.all().real(),
                    percent(clip.all().lostShare()),
                    percent(clip.all().untrueShare()),
                    clip.clear().real(),
                    percent(clip.clear().lostShare()),
                    percent(clip.clear().untrueShare()),
                    events.without(),
                    events.lost(),
                    events.extra(),
                    clip.clearEvents().without(),
                    clip.clearEvents().lost());
        }
        return table;
    }

    private static void moving(List<ClipResult> streets, PrintWriter out) {
        if (streets.isEmpty()) {
            return;
        }
        Table table = Table.of("clip", ">moving objects", ">in place, off", ">auto", ">near, off", ">auto");
        for (ClipResult street : streets) {
            MovingObjects moving = street.moving();
            table.row(
                    street.clip().name(),
                    moving.real(),
                    moving.found(),
                    moving.claimed(),
                    moving.foundNear(),
                    moving.claimedNear());
        }
        table.print(out);
        out.printf(
                "%nMoving objects are those of the street itself, at least %d pixels high, counted in each frame. in"
                        + " place: the IoU with a box of the class is%nat least 0.5; near: 0.2.%n%n",
                MovingObjects.MIN_HEIGHT);
    }

    private static Table events(List<ClipResult> clips) {
        Table table = Table.of("clip", "event", ">off", ">auto", ">lost", ">extra");
        for (ClipResult clip : clips) {
            clip.events()
                    .forEach((kind, pairs) -> table.row(
                            clip.clip().name(), kind, pairs.without(), pairs.with(), pairs.lost(), pairs.extra()));
        }
        return table;
    }

    private double cameras(double millis) {
        return MILLIS / (millis * fps);
    }

    private static String percent(double share) {
        return Table.number("%.1f %%", PERCENT * share);
    }

    private static String number(double value) {
        return Table.number("%.3f", value).replaceAll("\\.?0+$", "");
    }
}
