package dev.hawkeye.analyze.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.analyze.result.CountSeries;
import dev.hawkeye.analyze.result.EventWords;
import dev.hawkeye.analyze.result.FoundEvent;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.schemas.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An analysis as a single self-contained page, report.html. It opens from a disk or an email, without a network and
 * without scripts. Names in it are untrusted, and are only displayed. Used once.
 */
public final class HtmlReport {
    private static final long MAX_PICTURE_BYTES = 16 << 20;
    private static final int MAX_EVENTS = 2000;

    private final Summary summary;
    private final Instant start;
    private final Function<String, CountSeries> courses;
    private final List<FoundEvent> events;
    private final EmbeddedPictures pictures;
    private Markup page;

    /**
     * @param start capture time of each video's first picture
     * @param courses counts of the cameras over time, by camera id
     * @param events the events in order
     * @param results folder with the pictures of the events
     */
    public HtmlReport(
            Summary summary,
            Instant start,
            Function<String, CountSeries> courses,
            List<FoundEvent> events,
            Path results) {
        this(summary, start, courses, events, new EmbeddedPictures(results, MAX_PICTURE_BYTES));
    }

    HtmlReport(
            Summary summary,
            Instant start,
            Function<String, CountSeries> courses,
            List<FoundEvent> events,
            EmbeddedPictures pictures) {
        this.summary = summary;
        this.start = start;
        this.courses = courses;
        this.events = events;
        this.pictures = pictures;
    }

    /** Writes the report. */
    public void write(Path file) throws IOException {
        try (Markup markup = new Markup(Files.newBufferedWriter(file))) {
            page = markup;
            page.open("html", "lang", "en");
            head();
            page.open("body").open("main");
            overview();
            for (Summary.Camera video : summary.cameras()) {
                video(video);
            }
            footer();
            page.end().end().end();
        }
    }

    private void head() throws IOException {
        page.open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
        page.element("title", "Hawkeye: " + videos());
        page.element("style", style());
        page.end();
    }

    private static String style() throws IOException {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), UTF_8);
        }
    }

    private String videos() {
        List<Summary.Camera> all = summary.cameras();
        return all.size() == 1 ? all.get(0).camera() : all.size() + " videos";
    }

    private void overview() throws IOException {
        page.element("h1", videos());
        long frames =
                summary.cameras().stream().mapToLong(Summary.Camera::frames).sum();
        page.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%s analyzed with %s in %.1f s; %s.",
                        plural(frames, "frame"),
                        summary.model().name(),
                        summary.seconds(),
                        plural(events.size(), "event")),
                "class",
                "note");
        if (!summary.problems().isEmpty()) {
            page.open("ul", "class", "problems", "aria-label", "Problems");
            for (String problem : summary.problems()) {
                page.open("li").element("bdi", problem).end();
            }
            page.end();
        }
        if (summary.cameras().size() > 1) {
            page.open("nav", "aria-label", "Videos").open("ul");
            for (int i = 0; i < summary.cameras().size(); i++) {
                page.open("li")
                        .element("a", summary.cameras().get(i).camera(), "href", "#video-" + i)
                        .end();
            }
            page.end().end();
        }
    }

    private void video(Summary.Camera video) throws IOException {
        int number = summary.cameras().indexOf(video);
        page.open("section", "id", "video-" + number, "aria-labelledby", "title-" + number);
        page.element("h2", video.camera(), "id", "title-" + number);
        page.open("p", "class", "note")
                .element("bdi", video.source())
                .text(", " + plural(video.frames(), "frame"))
                .end();
        new TotalTables(page).write(video);
        chart(video.camera());
        events(video.camera());
        page.end();
    }

    private void chart(String camera) throws IOException {
        CountSeries course = courses.apply(camera);
        CountChart chart = new CountChart(start, course.end());
        course.counts().forEach(chart::add);
        if (!chart.isEmpty()) {
            page.open("figure").element("figcaption", "In view on average, over the time of the video");
            chart.write(page, "Objects in view on average");
            page.end();
        }
    }

    private void events(String camera) throws IOException {
        List<FoundEvent> mine = events.stream()
                .filter(found -> found.event().getCamera().equals(camera))
                .toList();
        page.element("h3", mine.isEmpty() ? "No events" : plural(mine.size(), "event"));
        if (mine.isEmpty()) {
            return;
        }
        int before = pictures.leftOut();
        page.open("ol", "class", "events");
        for (FoundEvent found : mine.subList(0, Math.min(mine.size(), MAX_EVENTS))) {
            event(found);
        }
        page.end();
        if (mine.size() > MAX_EVENTS) {
            page.element(
                    "p", "The first " + MAX_EVENTS + " of " + mine.size() + "; events.csv has all.", "class", "note");
        }
        int without = pictures.leftOut() - before;
        if (without > 0) {
            page.element(
                    "p",
                    plural(without, "picture")
                            + " omitted to keep this page small; all are in the folder keyframes beside it.",
                    "class",
                    "note");
        }
    }

    private void event(FoundEvent found) throws IOException {
        String name = EventWords.of(found.event());
        String position = Position.of(found.seconds());
        page.open("li");
        Optional<String> picture = found.picture() == null ? Optional.empty() : pictures.address(found.picture());
        if (picture.isPresent()) {
            page.empty("img", "src", picture.get(), "alt", name + " at " + pictured(found));
        }
        page.element("strong", name);
        page.element("span", position + (found.duration() == null ? "" : " for " + seconds(found.duration())));
        if (picture.isPresent() && !pictured(found).equals(position)) {
            page.element("span", "picture at " + pictured(found), "class", "note");
        }
        page.element("span", figures(found.event()), "class", "note");
        page.end();
    }

    /** An event of an object concerns one object, so the number at once says nothing. */
    private static String figures(Event event) {
        String score = String.format(Locale.ROOT, "score up to %.2f", event.getConfidence());
        return switch (event.getType()) {
            case UNSPECIFIED -> score + ", at most " + event.getPeak() + " at once";
            case OCCUPANCY -> "at most " + event.getPeak() + " inside";
            default -> score;
        };
    }

    /** The picture is the best of those that confirmed the event, so it is later than its start. */
    private static String pictured(FoundEvent found) {
        return Position.of(found.pictureSeconds() == null ? found.seconds() : found.pictureSeconds());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private void footer() throws IOException {
        page.element(
                "footer",
                "Model " + summary.model().name() + ", SHA-256 "
                        + summary.model().sha256(),
                "class",
                "note");
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
