package dev.hawkeye.analyze.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.analyze.result.CameraTotals.ClassTotals;
import dev.hawkeye.analyze.result.Count;
import dev.hawkeye.analyze.result.CountSeries;
import dev.hawkeye.analyze.result.FoundEvent;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.analyze.result.Summary.Visits;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.TrustedRecords;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReportTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
    private static final String EVIL = "<script>alert(1)</script>\"' onload=x & \u0007";

    private static final Map<String, Map<String, Map<String, Long>>> LINES =
            Map.of("gate", Map.of("in", new TreeMap<>(Map.of("car", 7L, "truck", 2L)), "out", Map.of("car", 5L)));
    private static final Map<String, Map<String, Visits>> ZONES = Map.of(
            "door", new TreeMap<>(Map.of("person", new Visits(3, 4), "dog", new Visits(1, 8))), "hall", Map.of());

    @TempDir
    Path directory;

    @Test
    void namesAreShownAndNeverRun() throws IOException {
        // given: everything that somebody else has named
        Summary summary = new Summary(
                List.of(video(EVIL, Map.of(EVIL, new ClassTotals(2, 3, 2, 2)))),
                new Summary.Model(EVIL, "0", "640x640"),
                List.of(EVIL),
                1);

        // when
        String page = page(summary, List.of(event(EVIL, EVIL, null)), 1000);

        // then
        assertThat(page)
                .doesNotContain("<script", "\u0007")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;\"' onload=x &amp;");
        Pattern attribute = Pattern.compile("=\"([^\"]*)\"");
        assertThat(attribute.matcher(page).results().map(MatchResult::group))
                .filteredOn(value -> value.contains("alert"))
                .allSatisfy(value -> assertThat(value).contains("&quot;' onload=x"));
    }

    @Test
    void nothingIsFetchedFromElsewhere() throws IOException {
        // given
        picture("keyframes/a.jpg", 640, 360);

        // when
        String page = page(street(), List.of(event("street", "car", "keyframes/a.jpg")), 1 << 20);

        // then: the one picture is in it, and smaller
        assertThat(page).contains("default-src 'none'").doesNotContain("http://", "https://", "<link", "url(");
        assertThat(Pattern.compile("(src|href)=\"([^\"]{1,20})")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .singleElement()
                .asString()
                .startsWith("src=\"data:image/jpeg;ba");
        assertThat(page).contains("alt=\"car at 0:01:06\"", "0:01:05 for 5.0 s", "picture at 0:01:06");
    }

    @Test
    void picturesBeyondTheirBytesAreLeftOutAndThisIsSaid() throws IOException {
        // given: three pictures, and bytes for one
        for (String name : List.of("a", "b", "c")) {
            picture("keyframes/" + name + ".jpg", 320, 200);
        }
        long one = new EmbeddedPictures(directory, 1 << 20)
                .address("keyframes/a.jpg")
                .orElseThrow()
                .length();

        // when
        String page = page(
                street(),
                Stream.of("a", "b", "c")
                        .map(name -> event("street", "car", "keyframes/" + name + ".jpg"))
                        .toList(),
                2 * one - 1);

        // then
        assertThat(Pattern.compile("<img").matcher(page).results()).hasSize(1);
        assertThat(page).contains("2 pictures omitted to keep this page small");
    }

    @Test
    void aVideoWithoutEventsOrObjectsHasAPageToo() throws IOException {
        // when
        String page = page(
                new Summary(
                        List.of(video("empty", Map.of())), new Summary.Model("m.onnx", "0", "640x640"), List.of(), 1),
                List.of(),
                1000);

        // then
        assertThat(page).contains("Nothing was seen.", "No events").doesNotContain("<svg", "<img");
    }

    @Test
    void objectsCrossingsAndVisitsAreToldBesideBoxes() throws IOException {
        // when
        String page = page(street(), List.of(), 1000);

        // then: all of a line or zone together, if there are several classes or none
        assertThat(text(page))
                .contains("car 4 6 3 5")
                .contains("gate in all 9", "gate in car 7", "gate in truck 2", "gate out car 5")
                .doesNotContain("gate out all")
                .contains("door all 4 5.0 s", "door person 3 4.0 s", "door dog 1 8.0 s", "hall all 0");
    }

    @ParameterizedTest
    @CsvSource({
        "UNSPECIFIED, car, at most 2 at once",
        "LEFT, car 14, up to 0.90",
        "EXITED, car 14 in door, up to 0.90",
        "CROSSED, 'car 14 over gate, in', up to 0.90",
        "LOITERING, car 14 loiters in door, up to 0.90",
        "OCCUPANCY, door is full, at most 2 inside"
    })
    void eventsSayWhatHappened(EventType type, String title, String figures) throws IOException {
        // given
        FoundEvent found = event("street", "car", null);
        found.event().setType(type);
        if (type != EventType.UNSPECIFIED && type != EventType.OCCUPANCY) {
            found.event().setNumber(14);
        }
        found.event().setZone("door");
        found.event().setLine("gate");
        found.event().setDirection("in");

        // when
        String page = page(street(), List.of(found), 1000);

        // then
        assertThat(page).contains("<strong>" + title + "</strong>").contains(figures);
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void aChartHasABarForEachWindowInWhichSomethingWasSeen() throws IOException {
        // when
        String page = page(street(), List.of(), 1000);

        // then
        assertThat(Pattern.compile("<rect").matcher(page).results()).hasSize(2);
        assertThat(page)
                .contains("aria-label=\"Objects in view on average: car up to 2.5\"")
                .contains("<title>car 2.5, from 0:00:20 to 0:00:28</title>");
    }

    @Test
    void aLongVideoHasAsManyBarsAsCanBeSeen() throws IOException {
        // given: a day
        CountChart chart = new CountChart(START, START.plusSeconds(86_395));
        for (int i = 0; i < 8640; i++) {
            chart.add(count("car", i * 10, i == 5000 ? 90 : 1));
        }

        // when
        Path file = directory.resolve("chart.html");
        try (Markup page = new Markup(Files.newBufferedWriter(file))) {
            chart.write(page, "Cars");
        }

        // then: the highest window is not lost
        String page = Files.readString(file);
        assertThat(Pattern.compile("<rect").matcher(page).results()).hasSizeBetween(200, 240);
        assertThat(page).contains("car up to 45");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0:00:00",
        "0.9, 0:00:00",
        "7.4, 0:00:00 0:00:01 0:00:02 0:00:03 0:00:04 0:00:05 0:00:06 0:00:07",
        "47.8, 0:00:00 0:00:10 0:00:20 0:00:30 0:00:40",
        "60, 0:00:00 0:00:10 0:00:20 0:00:30 0:00:40 0:00:50 0:01:00",
        "1500, 0:00:00 0:05:00 0:10:00 0:15:00 0:20:00 0:25:00",
        "86395, 0:00:00 3:00:00 6:00:00 9:00:00 12:00:00 15:00:00 18:00:00 21:00:00",
        "950400, 0:00:00 48:00:00 96:00:00 144:00:00 192:00:00 240:00:00",
    })
    void theAxisHasRoundTimesAndEndsWithTheVideo(double seconds, String ticks) throws IOException {
        // given: its last window goes on behind it
        Instant end = START.plusMillis(Math.round(seconds * 1000));
        CountChart chart = new CountChart(START, end);
        chart.add(new Count("street", "car", START, end.plusSeconds(10), 2, 0, 1, 1, 1, 1, 1));

        // when
        Path file = directory.resolve("chart.html");
        try (Markup page = new Markup(Files.newBufferedWriter(file))) {
            chart.write(page, "Cars");
        }

        // then
        assertThat(Pattern.compile("\\d+:\\d\\d:\\d\\d(?=</text>)")
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group))
                .containsExactly(ticks.split(" "));
    }

    private String page(Summary summary, List<FoundEvent> events, long pictureBytes) throws IOException {
        Path file = directory.resolve("report.html");
        Stream<Count> counts = summary.cameras().get(0).classes().isEmpty()
                ? Stream.of(count("", 0, 0))
                : Stream.of(count("car", 0, 1), count("car", 10, 0), count("car", 20, 5));
        new HtmlReport(
                        summary,
                        START,
                        camera -> new CountSeries(counts, START.plusSeconds(28)),
                        events,
                        new EmbeddedPictures(directory, pictureBytes))
                .write(file);
        return Files.readString(file);
    }

    private static Count count(String className, int second, long detections) {
        return new Count(
                "street",
                className,
                START.plusSeconds(second),
                START.plusSeconds(second + 10L),
                2,
                0,
                1,
                detections,
                (int) detections,
                1,
                1);
    }

    private static Summary street() {
        return new Summary(
                List.of(video("street", Map.of("car", new ClassTotals(4, 6, 3, 5)))),
                new Summary.Model("m.onnx", "0", "640x640"),
                List.of(),
                2);
    }

    private static Summary.Camera video(String name, Map<String, ClassTotals> classes) {
        return new Summary.Camera(
                name,
                name + ".mp4",
                6,
                Map.of(Fate.DETECTED, 6L),
                classes,
                LINES,
                ZONES,
                1,
                1,
                new Summary.Bytes(1, 1));
    }

    private static FoundEvent event(String camera, String className, String picture) {
        Event event = Event.newBuilder()
                .setId("id")
                .setCamera(camera)
                .setClassName(className)
                .setKind(EventKind.LEFT)
                .setStart(START.plusSeconds(65))
                .setConfirmed(START.plusSeconds(66))
                .setEnd(START.plusSeconds(70))
                .setPeak(2)
                .setConfidence(0.9f)
                .setUploaded(false)
                .build();
        return new FoundEvent(event, camera, 65, 5.0, picture, 66.0, null);
    }

    private void picture(String file, int width, int height) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", path.toFile());
    }
}
