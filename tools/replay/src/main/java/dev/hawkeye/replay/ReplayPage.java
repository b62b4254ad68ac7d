package dev.hawkeye.replay;

import dev.hawkeye.analyze.report.Markup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A report as a single self-contained page, replay.html. Names in it are untrusted, and are only displayed. Used once.
 */
final class ReplayPage {
    private static final String STYLE = "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;"
            + "padding:0 1rem;color:#1c2330}table{border-collapse:collapse;margin:.5rem 0 1.5rem}"
            + "td,th{padding:.2rem .8rem;border-bottom:1px solid #d8dde6;text-align:left}"
            + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#b3261e;font-weight:600}"
            + ".good{color:#1a7f37;font-weight:600}figure{display:inline-block;width:48%;margin:0 1% 1rem 0}"
            + "img{width:100%}";

    private final ReplayReport report;
    private final Markup page;

    private ReplayPage(ReplayReport report, Markup page) {
        this.report = report;
        this.page = page;
    }

    static void write(ReplayReport report, Path file) throws IOException {
        try (Markup markup = new Markup(Files.newBufferedWriter(file))) {
            new ReplayPage(report, markup).write();
        }
    }

    private void write() throws IOException {
        page.open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        page.element("title", "Hawkeye replay").element("style", STYLE).end().open("body");
        page.element("h1", "Replay of " + report.from() + " to " + report.to());
        page.element("p", "Live: " + String.join(", ", report.liveModels()) + ". Replay: " + report.model() + ".");
        verdict();
        measures();
        for (Measure measure : report.measures()) {
            rows(measure);
        }
        pictures();
        windows();
        events();
        cameras();
        page.end().end();
    }

    private void verdict() throws IOException {
        page.element(
                "p",
                report.isWithinBounds() ? "Within bounds" : "Beyond bounds",
                "class",
                report.isWithinBounds() ? "good" : "bad");
        list(report.exceeded());
        list(report.notes());
    }

    private void list(List<String> sentences) throws IOException {
        if (!sentences.isEmpty()) {
            page.open("ul");
            for (String sentence : sentences) {
                page.element("li", sentence);
            }
            page.end();
        }
    }

    private void measures() throws IOException {
        page.element("p", report.windows().equal() + " of " + report.windows().compared() + " windows are the same.");
        table("", "live", "replay", "difference", "bound");
        for (Measure measure : report.measures()) {
            row(
                    measure.name(),
                    measure.live(),
                    measure.replay(),
                    ReplayTable.percent(measure.difference()),
                    ReplayTable.percent(measure.bound()));
        }
        page.end();
    }

    private void rows(Measure measure) throws IOException {
        if (measure.rows().isEmpty()) {
            return;
        }
        page.element("h2", measure.name());
        table("camera", "what", "live", "replay");
        for (Tally tally : measure.rows()) {
            row(tally.camera(), tally.what(), tally.live(), tally.replay());
        }
        page.end();
    }

    private void windows() throws IOException {
        if (report.windowDifferences().isEmpty()) {
            return;
        }
        page.element("h2", "windows that differ most").element("p", "Values of the live run / of the replay.");
        table("camera", "from", "class", "fields");
        for (WindowDifference window : report.windowDifferences()) {
            row(
                    window.camera(),
                    window.start(),
                    window.className(),
                    window.fields().entrySet().stream()
                            .map(field -> field.getKey() + ": " + field.getValue())
                            .collect(Collectors.joining("; ")));
        }
        page.end();
    }

    private void events() throws IOException {
        if (report.eventDifferences().isEmpty()) {
            return;
        }
        page.element("h2", "events in one run only");
        table("camera", "time", "what", "run");
        for (EventDifference event : report.eventDifferences()) {
            row(event.camera(), event.time(), event.what(), event.run());
        }
        page.end();
    }

    private void pictures() throws IOException {
        if (report.pictures().isEmpty()) {
            return;
        }
        page.element("h2", "frames that differ most").element("p", "Left: live. Right: replay.");
        for (ReplayReport.PicturePair pair : report.pictures()) {
            picture(pair.title() + ", live", pair.live());
            picture(pair.title() + ", replay", pair.replay());
        }
    }

    private void picture(String title, String address) throws IOException {
        page.open("figure")
                .empty("img", "alt", title, "src", address)
                .element("figcaption", title)
                .end();
    }

    private void cameras() throws IOException {
        page.element("h2", "frames");
        table("camera", "replayed", "skipped");
        for (ReplayReport.Camera camera : report.cameras()) {
            row(camera.camera(), camera.frames(), camera.leftOut());
        }
        page.end();
    }

    private void table(String... heads) throws IOException {
        page.open("table").open("tr");
        for (String head : heads) {
            page.element("th", head);
        }
        page.end();
    }

    private void row(Object... cells) throws IOException {
        page.open("tr");
        for (Object cell : cells) {
            page.element("td", cell, "class", cell instanceof Number ? "n" : "");
        }
        page.end();
    }
}
