package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.LineCount;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.site.Closing;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of objects, zones and lines on the page, in a real browser. */
class ObjectsInBrowserIT {
    private static final String PICTURE = "[data-testid=camera-picture]";
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Camera gate: a zone on the left, a line from left to right through the middle. */
    private static final Scene SCENE = new Scene(
            List.of(new Zone(
                    "door",
                    new Polygon(List.of(
                            new Point(0.05, 0.5), new Point(0.4, 0.5), new Point(0.4, 0.9), new Point(0.05, 0.9))))),
            List.of(new Line("barrier", new Polyline(List.of(new Point(0.45, 0.7), new Point(0.95, 0.7))))),
            List.of(new Mask(
                    new Polygon(List.of(new Point(0.9, 0.02), new Point(0.98, 0.02), new Point(0.98, 0.15))),
                    Anchor.CENTER)),
            Map.of(),
            Map.of());

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static ConsoleAlone site;
    private static byte[] jpeg;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(directory);
        site = new ConsoleAlone(
                Files.createDirectories(directory.resolve("kafka")), new ByCamera<>(Scene.NONE, Map.of("gate", SCENE)));
        await().atMost(PATIENCE).until(site::isReady);
        site.streams("gate");
        jpeg = picture();
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(browser, site);
    }

    @Test
    void aBoxHasTheNumberOfItsObjectAlsoWhereItsRecordIsOlderThanThePicture() throws Exception {
        // given a car that moves to the right by a twentieth of the width a second, and one beside it
        browser.open(site.page() + "#/cameras/gate");
        browser.element(PICTURE);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Instant then = now.minusMillis(900);
        track("car", 7, then, 0.3, 0.05, false);
        track("person", 3, then, 0.7, 0, false);
        // when the picture comes 0.9 s after the records
        film(now, object("truck", 0.345, 0.5), object("person", 0.7, 0.5), object("bus", 0.9, 0.2));
        // then the truck is taken for the car that it was before, and the bus has no number
        browser.awaitTrue("return document.querySelector(arguments[0]).dataset.objects === 'car#7 person#3'", PICTURE);
        // when the car is gone
        track("car", 7, now, 0.345, 0.05, true);
        film(Instant.now(), object("car", 0.345, 0.5));
        // then
        browser.awaitTrue("return document.querySelector(arguments[0]).dataset.objects === ''", PICTURE);
        browser.assertNoErrors();
    }

    @Test
    void zonesAndLinesSayWhatTheyHaveCounted() throws Exception {
        // given a final window of a moment ago and an early one
        Instant start = Instant.ofEpochMilli(Instant.now().toEpochMilli() / 10_000 * 10_000);
        count("car", start.minusSeconds(10), true, 2, 1, 8000);
        browser.open(site.page() + "#/cameras/gate");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        track("person", 4, now, 0.2, 0, false);
        film(now, object("person", 0.2, 0.6));
        // then
        cell("barrier, in", "crossed", "2");
        cell("barrier, out", "crossed", "1");
        cell("door", "entered", "2");
        cell("door", "dwell", "8 s");
        cell("door", "inside", "1");
        assertThat(browser.element("[data-testid=scene-since]").getText()).startsWith("since ");
        // when
        count("person", start, false, 3, 1, 4000);
        // then
        cell("barrier, in", "crossed", "5");
        cell("door", "dwell", "6 s");
        browser.assertNoErrors();
    }

    private static void cell(String place, String name, String text) {
        browser.awaitTrue(
                "return document.querySelector(arguments[0])?.textContent === arguments[1]",
                "[data-place='" + place + "'] [data-testid=" + name + "]",
                text);
    }

    private static void film(Instant time, DetectedObject... objects) throws Exception {
        site.film("gate", time.toEpochMilli(), time, jpeg, WIDTH, HEIGHT, objects);
    }

    /** A tenth of the picture wide and high, in the middle of an upper edge. */
    private static DetectedObject object(String className, double x, double top) {
        float left = (float) ((x - 0.05) * WIDTH);
        float upper = (float) (top * HEIGHT);
        return new DetectedObject(0, className, 0.9f, left, upper, left + 0.1f * WIDTH, upper + 0.1f * HEIGHT);
    }

    /** An object that came from the left, at a speed in widths a second; persons are in the zone. */
    private static void track(String className, long number, Instant seen, double x, double speed, boolean isFinal)
            throws Exception {
        String id = new UUID(0, number).toString();
        Track track = Track.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setStream("stream")
                .setNumber(number)
                .setClassName(className)
                .setIsFinal(isFinal)
                .setFirstSeen(seen.minusSeconds(2))
                .setLastSeen(seen)
                .setSightings(20)
                .setConfidence(0.9f)
                .setBox(new RelativeBox((float) (x - 0.05), 0.5f, (float) (x + 0.05), 0.6f))
                .setPath(List.of(
                        new PathPoint(seen.minusSeconds(2), (float) (x - 2 * speed), 0.6f),
                        new PathPoint(seen.minusSeconds(1), (float) (x - speed), 0.6f),
                        new PathPoint(seen, (float) x, 0.6f)))
                .setZones(
                        className.equals("person")
                                ? List.of(new ZoneVisit("door", seen.minusSeconds(2), null, 2000L))
                                : List.of())
                .setCrossings(List.of(new LineCrossing("barrier", "in", seen.minusSeconds(1))))
                .build();
        site.send(site.topics.tracks(), "gate/" + id, Track.class, track);
    }

    private static void count(String className, Instant start, boolean isFinal, long in, long exited, long dwellMillis)
            throws Exception {
        WindowCount count = WindowCount.newBuilder()
                .setCamera("gate")
                .setClassName(className)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setIsFinal(isFinal)
                .setFramesAnalysed(100)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(50)
                .setDetections(120)
                .setMean(1.2)
                .setPeak(3)
                .setObjects(4)
                .setZones(List.of(new ZoneCount("door", 2L, exited, 0.5, 1, dwellMillis)))
                .setLines(List.of(new LineCount("barrier", "in", in), new LineCount("barrier", "out", 1L)))
                .build();
        site.send(site.topics.counts(), "gate/" + className, WindowCount.class, count);
    }

    private static byte[] picture() {
        try (Street street = new Street(new StreetSettings(77, Weather.DAY, 1, 0))) {
            street.advance();
            return street.jpeg(90);
        }
    }
}
