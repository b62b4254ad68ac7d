package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** What a person sees of objects, zones and lines on the page, in a real browser. */
class ObjectsInBrowserIT {
    private static final String PICTURE = "[data-testid=camera-picture]";
    private static final String CLIP = "document.querySelector('[data-testid=event-clip]')";
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
                Files.createDirectories(directory.resolve("kafka")),
                new ByCamera<>(Scene.NONE, Map.of("gate", SCENE)),
                FilmedClip.config(directory));
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

    @Test
    void eventsAreFoundByWhatHappenedAndWhere() throws Exception {
        // given
        event("e-entered", EventType.ENTERED, null);
        event("e-crossed", EventType.CROSSED, "barrier");
        browser.open(site.page() + "#/events?type=CROSSED");
        // then
        assertThat(browser.element("[data-event=e-crossed]").getText())
                .contains("car #12", "crossed barrier, in", "gate");
        browser.awaitNo("[data-event=e-entered]");
        // when
        browser.open(site.page() + "#/events?place=door");
        // then
        assertThat(browser.element("[data-event=e-entered] [data-testid=event-happened]")
                        .getText())
                .isEqualTo("entered door");
        browser.awaitNo("[data-event=e-crossed]");
        // when the visit ends
        event("e-entered", EventType.EXITED, null);
        // then
        browser.awaitTrue("return document.querySelector('[data-event=e-entered]').innerText.includes('1 min')");
        browser.assertNoErrors();
    }

    @Test
    void aChartIsOfObjectsUnlessBoxesAreChosen() throws Exception {
        Instant start = Instant.ofEpochMilli(Instant.now().toEpochMilli() / 10_000 * 10_000);
        count("bus", start.minusSeconds(30), true, 0, 0, 0);
        browser.open(site.page() + "#/counts?camera=gate&view=table");
        String cell = "[data-window-start='" + start.minusSeconds(30).toEpochMilli() + "'] td[data-class=bus]";

        text(cell, "4");
        browser.evaluate("document.querySelector('input[value=mean]').click()");
        text(cell, "1.2");
        browser.evaluate("document.querySelector('input[value=peak]').click()");
        text(cell, "3");
        browser.awaitTrue("return location.hash.includes('measure=peak')");
        browser.assertNoErrors();
    }

    @Test
    void aClipPlaysWithTheBoxesOfThePictureThatIsShownAndIsDownloaded() throws Exception {
        // given: one object in its first second, and two after that
        FilmedClip clip = new FilmedClip(directory);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(FilmedClip.SECONDS);
        List<ClipFrame> frames = new ArrayList<>();
        for (int i = 0; i < 5 * FilmedClip.SECONDS; i++) {
            Instant captured = start.plusMillis(200L * i);
            DetectedObject[] objects = {object("car", 0.2, 0.4), object("car", 0.6, 0.4)};
            site.film(FilmedClip.CAMERA, i, captured, jpeg, WIDTH, HEIGHT, i < 5 ? Arrays.copyOf(objects, 1) : objects);
            frames.add(new ClipFrame(200 * i, captured));
        }
        site.send(site.topics.events(), FilmedClip.CAMERA, Event.class, FilmedClip.event(start));
        site.send(site.topics.clips(), FilmedClip.CAMERA, Clip.class, clip.clip(start, frames));
        // when
        browser.open(site.page() + "#/events?camera=" + FilmedClip.CAMERA);
        browser.element("[data-event=" + FilmedClip.EVENT + "]").click();
        browser.element("[data-testid=event-play]").click();
        browser.evaluate(CLIP + ".play()");
        // then it plays
        browser.awaitTrue("return " + CLIP + ".currentTime > 0.2");
        assertThat(((Number) browser.evaluate("return " + CLIP + ".duration")).doubleValue())
                .isBetween(FilmedClip.SECONDS - 0.1, FilmedClip.SECONDS + 0.1);
        // and boxes follow the picture
        browser.evaluate(CLIP + ".pause(); " + CLIP + ".currentTime = 0.5");
        browser.awaitTrue("return document.querySelector('.clip').dataset.boxes === '1'");
        browser.evaluate(CLIP + ".currentTime = 3.1");
        browser.awaitTrue("return document.querySelector('.clip').dataset.boxes === '2'");
        browser.awaitTrue(
                "const canvas = document.querySelector('.clip canvas');"
                        + "return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(x => x > 0)");
        // and the link has the whole file
        String link = browser.element("[data-testid=event-clip-download]").getAttribute("href");
        assertThat(browser.evaluate("return (async () => (await (await fetch(arguments[0])).blob()).size)()", link))
                .isEqualTo(clip.bytes());
        browser.assertNoErrors();
    }

    @Test
    void aLineIsDrawnByKeysAndTellsWhatItWouldHaveCounted() throws Exception {
        // given a car that went from the left to the right through the middle
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        track("yard", "car", 1, now, 0.7, 0.2, true);
        site.streams("yard");
        site.film("yard", 1, now, jpeg, WIDTH, HEIGHT);
        browser.open(site.page() + "#/cameras/yard");
        // when a line is drawn down the middle
        browser.element("[data-testid=draw]").click();
        browser.element("[data-testid=editor]");
        browser.evaluate("document.querySelector('[data-testid=editor] input[value=line]').click()");
        browser.element("[data-testid=editor-forward]");
        browser.element("[data-testid=editor-add]").click();
        press("ArrowUp", 4);
        browser.element("[data-testid=editor-add]").click();
        press("ArrowLeft", 2);
        press("ArrowDown", 12);
        // then
        text("[data-testid=editor-told]", "In the last 10 min: in 0, out 1, of 1 object");
        // when
        press("Enter", 1);
        WebElement name = browser.element("[data-testid=editor-name]:focus");
        name.clear();
        name.sendKeys("gate");
        // then
        browser.awaitTrue(
                "return document.querySelector('[data-testid=editor-yaml]').value === arguments[0]",
                "    lines:\n      - name: gate\n        points: [[0.5, 0.3], [0.5, 0.9]]");
        // when a point is deleted
        browser.evaluate("document.querySelector('[data-testid=editor-point][aria-pressed=true]').focus()");
        press("Delete", 1);
        // then
        text("[data-testid=editor-told]", "Click on the picture: a line has at least two points.");
        browser.awaitTrue("return document.querySelector('[data-testid=editor-yaml]').value === ''");
        // when
        press("Escape", 1);
        // then
        browser.awaitNo("[data-testid=editor]");
        browser.awaitTrue("return location.hash === '#/cameras/yard'");
        browser.assertNoErrors();
    }

    @Test
    void theRulesOfAZoneAreTriedAndAreInTheSettings() throws Exception {
        // given somebody who goes through the right half of the picture in 2 s
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        track("hall", "person", 1, now, 0.95, 0.2, true);
        site.streams("hall");
        site.film("hall", 1, now, jpeg, WIDTH, HEIGHT);
        browser.open(site.page() + "#/cameras/hall?edit=zone");
        browser.element("[data-testid=editor-add]").click();
        browser.evaluate("""
                const surface = document.querySelector('[data-testid=editor-surface]');
                const { left, top, width, height } = surface.getBoundingClientRect();
                for (const [x, y] of [[1, 0.5], [1, 1], [0.4, 1]]) {
                  surface.dispatchEvent(new MouseEvent('click',
                      { bubbles: true, clientX: left + x * width, clientY: top + y * height }));
                }
                """);
        // when
        write("editor-inertia", "1");
        write("editor-loiter", "1.5");
        write("editor-full", "1");
        // then half a second is not to be given
        text("[data-testid=editor-told]", "\"Loiters after, s\" must be a whole number from 0 to 86400.");
        // when
        write("editor-loiter", "2");
        // then
        text(
                "[data-testid=editor-told]",
                "In the last 10 min: 1 entered, mean dwell 2 s, 1 loitered, full once, of 1 object");
        browser.awaitTrue(
                "return document.querySelector('[data-testid=editor-yaml]').value.endsWith(arguments[0])",
                """
                        inertia: 1 s
                        loiter: 2 s
                        occupancy: {full: 1, clear: 0}""".indent(8).stripTrailing());
        // when nobody stays for so long
        write("editor-inertia", "2.5");
        // then
        text("[data-testid=editor-told]", "In the last 10 min: 0 entered, 0 loitered, full 0 times, of 1 object");
        browser.assertNoErrors();
    }

    private static void write(String testId, String text) {
        WebElement field = browser.element("[data-testid=" + testId + "]");
        field.clear();
        field.sendKeys(text);
    }

    @Test
    void aZoneIsClickedOnThePictureAndWhatIsWrongWithItIsSaid() throws Exception {
        site.streams("yard");
        Instant now = Instant.now();
        site.film("yard", 2, now, jpeg, WIDTH, HEIGHT);
        browser.open(site.page() + "#/cameras/yard?edit=zone");
        browser.element("[data-testid=editor-surface]");
        browser.awaitTrue("return !document.querySelector('.camera-picture .stage').matches('.is-empty')");

        browser.evaluate("""
                const surface = document.querySelector('[data-testid=editor-surface]');
                const { left, top, width, height } = surface.getBoundingClientRect();
                for (const [x, y] of [[0.2, 0.2], [0.8, 0.8], [0.8, 0.2], [0.2, 0.8]]) {
                  surface.dispatchEvent(new MouseEvent('click',
                      { bubbles: true, clientX: left + x * width, clientY: top + y * height }));
                }
                """);

        assertThat(browser.elements("[data-testid=editor-point]")).hasSize(4);
        browser.awaitTrue("return document.querySelector('[data-testid=editor-told]').textContent"
                + ".startsWith('zone must be a border that does not cross itself')");
        browser.assertNoErrors();
    }

    /** Shift makes the arrow keys go further. */
    private static void press(String key, int times) {
        browser.evaluate(
                "for (let i = 0; i < arguments[1]; i++) document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                        + " {key: arguments[0], shiftKey: arguments[0].startsWith('Arrow'), bubbles: true,"
                        + " cancelable: true}))",
                key,
                times);
    }

    private static void text(String css, String text) {
        browser.awaitTrue("return document.querySelector(arguments[0])?.textContent === arguments[1]", css, text);
    }

    private static void event(String id, EventType type, String line) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Event event = Event.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setClassName("car")
                .setKind(type == EventType.EXITED ? EventKind.LEFT : EventKind.APPEARED)
                .setStart(now)
                .setConfirmed(now)
                .setEnd(type == EventType.ENTERED ? null : now)
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false)
                .setType(type)
                .setObject(new UUID(0, 12).toString())
                .setNumber(12)
                .setZone(line == null ? "door" : null)
                .setLine(line)
                .setDirection(line == null ? null : "in")
                .setDwellMillis(type == EventType.EXITED ? 75_000L : null)
                .build();
        site.send(site.topics.events(), "gate", Event.class, event);
    }

    private static void cell(String place, String name, String text) {
        text("[data-place='" + place + "'] [data-testid=" + name + "]", text);
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
        track("gate", className, number, seen, x, speed, isFinal);
    }

    private static void track(
            String camera, String className, long number, Instant seen, double x, double speed, boolean isFinal)
            throws Exception {
        String id = new UUID(0, number).toString();
        Track track = Track.newBuilder()
                .setId(id)
                .setCamera(camera)
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
        site.send(site.topics.tracks(), camera + "/" + id, Track.class, track);
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
