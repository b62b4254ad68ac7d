package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.app.ScriptedConsole.Answer;
import dev.hawkeye.app.ScriptedConsole.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** What the page makes of a server that refuses, is slow, or is changed by others meanwhile, in a real browser. */
class PageInBrowserIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SAVE = "POST /api/admin/settings";
    private static final String SETTINGS = "GET /api/admin/settings";
    /** Camera gate: a zone and a line; and a key for all cameras. */
    private static final String GATE = """
            {"id": "gate", "url": "rtsp://192.0.2.1/", "zones": [{"name": "door", "points": [[0.1, 0.1], [0.4, 0.1], [0.4, 0.4]]}],
             "lines": [{"name": "barrier", "points": [[0.1, 0.8], [0.9, 0.8]]}]}""";

    private static final long MINUTE = 60_000;

    @TempDir
    static Path directory;

    private static Chromium browser;

    private final ScriptedConsole site = new ScriptedConsole();
    private final AtomicInteger revision = new AtomicInteger(3);
    /** Of what a test keeps waiting. */
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeAll
    static void start() {
        browser = Chromium.start(directory);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void close() {
        end.countDown();
        browser.open("about:blank");
        site.close();
    }

    @Test
    void aShapeOfAnotherKindDoesNotTakeThePlaceOfASavedOne() throws Exception {
        // given a zone that is drawn anew
        settings();
        site.answer(SAVE, this::accepted);
        open("cameras/gate?edit=zone");
        choose("door");
        browser.awaitTrue("return document.querySelectorAll('[data-testid=editor-point]').length === 3");
        // when it becomes a line
        browser.evaluate("document.querySelector('[data-testid=editor] input[value=line]').click()");
        write("editor-name", "fence");
        part("editor-save").click();
        // then it is one more
        text("editor-saved", "Saved: revision 4");
        JsonNode saved = saved();
        assertThat(saved.at("/lines").findValuesAsText("name")).containsExactly("barrier", "fence");
        assertThat(saved.at("/zones").findValuesAsText("name")).containsExactly("door");
        browser.assertNoErrors();
    }

    @Test
    void aSavedLineStaysALineWhateverElseChangesOnThePage() throws Exception {
        // given a line that is drawn anew on a page that was opened for a zone
        settings();
        site.answer(SAVE, this::accepted);
        open("cameras/gate?edit=zone");
        choose("barrier");
        browser.awaitTrue("return document.querySelectorAll('[data-testid=editor-point]').length === 2");
        // when another chart is chosen
        browser.evaluate("document.querySelector('input[value=mean]').click()");
        browser.awaitTrue("return location.hash.includes('measure=mean')");
        write("editor-name", "fence");
        part("editor-save").click();
        // then
        text("editor-saved", "Saved: revision 4");
        JsonNode saved = saved();
        assertThat(saved.at("/lines").findValuesAsText("name")).containsExactly("fence");
        assertThat(saved.at("/zones").findValuesAsText("name")).containsExactly("door");
        browser.assertNoErrors();
    }

    @Test
    void whatIsDrawnIsSavedOnTopOfWhatSomebodyElseHasChanged() throws Exception {
        // given a zone that is drawn while somebody else renames the camera
        settings();
        site.answer(SAVE, this::accepted);
        open("cameras/gate?edit=zone");
        choose("door");
        write("editor-name", "hatch");
        revision.incrementAndGet();
        site.answer(
                SETTINGS, request -> Answer.ok(settingsWith(GATE.replace("{\"id\"", "{\"name\": \"Gate\", \"id\""))));
        // when
        part("editor-save").click();
        text("editor-saved", "the settings were changed");
        part("editor-save").click();
        // then
        text("editor-saved", "Saved: revision 5");
        JsonNode saved = saved();
        assertThat(saved.at("/name").asText()).isEqualTo("Gate");
        assertThat(saved.at("/zones").findValuesAsText("name")).containsExactly("hatch");
        browser.assertNoErrors();
    }

    @Test
    void aChangeOfOtherSettingsDoesNotStandInTheWay() throws Exception {
        // given a form that is filled in while somebody else changes another camera
        settings();
        site.answer(SAVE, this::accepted);
        open("manage/cameras");
        browser.element("[aria-label='Change camera gate']").click();
        write("camera-name", "Main gate");
        revision.incrementAndGet();
        // when
        part("camera-save").click();
        // then
        text("cameras-told", "Camera gate is saved: revision 5");
        assertThat(saved().at("/name").asText()).isEqualTo("Main gate");
        browser.assertNoErrors();
    }

    @Test
    void whatSomebodyElseHasWrittenIsNotOverwritten() throws Exception {
        // given a form that is filled in while somebody else changes the same camera
        settings();
        site.answer(SAVE, this::accepted);
        open("manage/cameras");
        browser.element("[aria-label='Change camera gate']").click();
        write("camera-name", "Main gate");
        revision.incrementAndGet();
        site.answer(SETTINGS, request -> Answer.ok(settingsWith("{\"id\": \"gate\", \"url\": \"rtsp://192.0.2.9/\"}")));
        // when
        part("camera-save").click();
        // then
        text("camera-problem", "the settings were changed");
        assertThat(part("camera-name").getAttribute("value")).isEqualTo("Main gate");
        browser.assertNoErrors();
    }

    @Test
    void aSessionThatEndsCostsNoWork() throws Exception {
        // given a form that is filled in until the session has ended
        settings();
        AtomicInteger ended = new AtomicInteger(1);
        site.answer(SAVE, request -> ended.getAndDecrement() > 0 ? Answer.error(401, "sign in") : accepted(request));
        site.answer("POST /api/admin/session", request -> new Answer(204, ""));
        open("manage/cameras");
        browser.element("[aria-label='Change camera gate']").click();
        write("camera-name", "Main gate");
        part("camera-save").click();
        // when somebody signs in again
        write("admin-token", "open-all-doors-42");
        part("admin-submit").click();
        // then
        text("cameras-told", "Camera gate is saved: revision 4");
        assertThat(saved().at("/name").asText()).isEqualTo("Main gate");
        browser.assertNoErrors();
    }

    @Test
    void whatIsRefusedCanBeCorrected() {
        // given
        settings();
        site.answer(SAVE, request -> Answer.error(422, "aggregator.confirm must be at least 1"));
        open("manage/cameras");
        browser.awaitTrue("return document.querySelector('[data-testid=all-values]')?.value.includes('confirm')");
        browser.evaluate("document.querySelector('.manage-all').open = true");
        site.answer(SETTINGS, request -> Answer.ok(settingsWith(GATE + ", \"yard\": {\"id\": \"yard\"}")));
        // when
        write("all-values", "{\"aggregator.confirm\": 0}");
        part("all-save").click();
        text("cameras-told", "aggregator.confirm must be at least 1");
        // then it is still there when the settings have been read again
        browser.element("[data-camera=yard]");
        assertThat(part("all-values").getAttribute("value")).isEqualTo("{\"aggregator.confirm\": 0}");
        browser.assertNoErrors();
    }

    @Test
    void aFormStaysOpenWhenAnotherCameraIsRemoved() {
        // given
        settings();
        site.answer(SAVE, this::accepted);
        open("manage/cameras");
        part("camera-add").click();
        write("camera-name", "Back door");
        // when
        browser.element("[aria-label='Remove camera gate']").click();
        part("dialog-yes").click();
        text("cameras-told", "Camera gate is removed: revision 4");
        // then
        assertThat(part("camera-name").getAttribute("value")).isEqualTo("Back door");
        browser.assertNoErrors();
    }

    @Test
    void aNameOfTheServerThatIsNotAllowedIsSaid() {
        site.answer("GET /api/admin/session", request -> Answer.error(403, "add the name to http.hosts"));

        open("manage/cameras");

        text("admin-state", "Read-only: add the name to http.hosts");
        text("cameras-closed", "Cameras cannot be changed here now");
        assertThat(part("cameras-closed").getText()).doesNotContain("http.admin-token");
        browser.assertNoErrors();
    }

    @Test
    void aCanaryHasItsChoiceOfCamerasHoweverLateTheyAreKnown() {
        // given a page that knows who is signed in before it knows the cameras
        site.answer("GET /api/cameras", request -> {
            awaitEnd();
            return Answer.ok("{\"cameras\": [" + ScriptedConsole.camera("gate") + "]}");
        });
        open("manage/models");
        part("model-file");
        // when
        end.countDown();
        // then
        browser.element("[data-testid=model-camera][value=gate]");
        browser.assertNoErrors();
    }

    @Test
    void anOldEventThatEndsHidesNoneOfThoseBetween() {
        // given a page of events, a minute apart, and older ones
        long now = System.currentTimeMillis();
        eventsOf(now);
        open("events");
        browser.awaitTrue("return document.querySelectorAll('[data-testid=event-card]').length === 60");
        // when a car that came five hours ago leaves
        site.send("event", event("e-car", now - 300 * MINUTE));
        site.send("event", event("e-new", now + MINUTE));
        browser.element("[data-event=e-new]");
        part("more-events").click();
        // then
        browser.element("[data-event=e-61]");
        browser.assertNoErrors();
    }

    @Test
    void anEventThatComesWhileOthersAreReadIsNotLost() {
        // given events that are being read
        site.answer("GET /api/events", request -> {
            awaitEnd();
            return Answer.ok("{\"more\": false, \"events\": [" + event("e-old", 0) + "]}");
        });
        open("cameras/gate");
        await().atMost(PATIENCE).until(() -> site.requests("GET /api/events").size() >= 2);
        // when
        site.send("event", event("e-new", System.currentTimeMillis()));
        browser.element("[data-event=e-new]");
        end.countDown();
        // then
        browser.element("[data-event=e-old]");
        browser.element("[data-event=e-new]");
        browser.assertNoErrors();
    }

    @Test
    void eventsThatWereLoadedAreThereWhenTheConnectionIsBack() {
        // given
        eventsOf(System.currentTimeMillis());
        open("events");
        part("more-events").click();
        browser.element("[data-event=e-110]");
        // when
        site.disconnect();
        browser.element("[data-testid=connection-banner] .icon");
        browser.awaitNo("[data-testid=connection-banner] .icon");
        site.send("event", event("e-new", System.currentTimeMillis() + MINUTE));
        // then
        browser.element("[data-event=e-new]");
        browser.element("[data-event=e-110]");
        browser.assertNoErrors();
    }

    @Test
    void totalsThatAreNotWholeSayThatUntilTheyAre() {
        // given a zone, and an aggregator that is away
        site.answer(
                "GET /api/scenes",
                "{\"cameras\": {}, \"others\": {\"zones\": [{\"name\": \"door\", \"points\": "
                        + "[[0.1, 0.1], [0.4, 0.1], [0.4, 0.4]]}], \"lines\": [], \"masks\": []}}");
        site.answer("GET /api/counts", ScriptedConsole.counts(false));
        open("cameras/gate");
        browser.awaitTrue("return document.querySelector('[data-testid=scene-since]')?.textContent"
                + ".endsWith('an aggregator could not be reached: older counts are missing') === true");
        // when it is back
        site.answer("GET /api/counts", ScriptedConsole.counts(true));
        // then
        browser.awaitTrue(
                "return /^since \\d\\d:\\d\\d$/.test(document.querySelector('[data-testid=scene-since]').textContent)");
        browser.assertNoErrors();
    }

    @Test
    void aChartWithoutItsPastSaysThatAndGetsItOnceItCanBeRead() {
        // given an aggregator that is away
        site.answer("GET /api/counts", ScriptedConsole.counts(false));
        open("counts");
        note("An aggregator could not be reached: older windows may be missing.");
        // when it is back
        long now = System.currentTimeMillis();
        site.answer("GET /api/counts", request -> Answer.ok(windowsIn(request, now)));
        // then the oldest window is there, too
        note("");
        browser.evaluate("document.querySelector('input[value=table]').click()");
        browser.awaitTrue("return document.querySelectorAll('[data-window-start]').length >= 8");
        browser.assertNoErrors();
    }

    @Test
    void aChartThatCouldNotBeReadAtFirstIsReadAgain() {
        // given
        site.answer("GET /api/counts", request -> Answer.error(503, "too many requests at once: try again later"));
        open("counts");
        note("The counts cannot be read: too many requests at once: try again later");
        // when
        site.answer("GET /api/counts", ScriptedConsole.counts(true));
        // then
        note("Nothing was counted in this period.");
        browser.assertNoErrors();
    }

    @Test
    void theScreenStaysOnInWallModeAlsoAfterThePageWasHidden() {
        // given
        open("cameras");
        browser.evaluate("""
                window.locks = 0;
                Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: {
                    request: async () => { window.locks++; return { release: () => {} }; } } });
                """);
        part("wall-mode").click();
        browser.awaitTrue("return window.locks === 1");
        // when it was hidden, and is visible again
        browser.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        // then
        browser.awaitTrue("return window.locks === 2");
        browser.assertNoErrors();
    }

    @Test
    void aPictureThatNeverComesDoesNotHoldUpTheNextOne() {
        // given a page whose clock makes half a minute short, and a picture that does not come
        site.answer("GET /api/frames/0/1.jpg", request -> {
            awaitEnd();
            return Answer.error(404, "gone");
        });
        open("cameras/gate");
        part("camera-picture");
        browser.evaluate("""
                const real = window.setTimeout;
                window.setTimeout = (call, millis, ...more) => real(call, millis === 30000 ? 100 : millis, ...more);
                """);
        site.send("detection", detection(1));
        await().atMost(PATIENCE)
                .until(() -> !site.requests("GET /api/frames/0/1.jpg").isEmpty());
        // when
        site.send("detection", detection(2));
        // then
        await().atMost(PATIENCE)
                .until(() -> !site.requests("GET /api/frames/0/2.jpg").isEmpty());
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String detection(int offset) {
        return """
                {"camera": "gate", "stream": "s", "sequence": %d, "captureTime": %d, "width": 640, "height": 360,
                 "fate": "DETECTED", "picture": "/api/frames/0/%d.jpg", "report": "nothing", "objects": []}""".formatted(offset, System.currentTimeMillis(), offset);
    }

    /** The settings, of the revision of now. */
    private void settings() {
        site.answer(SETTINGS, request -> Answer.ok(settingsWith(GATE)));
    }

    private String settingsWith(String gate) {
        return """
                {"revision": %d, "by": "Ann@192.0.2.7", "at": 0, "cameras": {"gate": %s}, "defaults": {},
                 "values": {"aggregator.confirm": 3}, "profiles": {}, "profile": null}""".formatted(revision.get(), gate);
    }

    /** As the server does it: only what is based on the newest revision. */
    private Answer accepted(Request request) {
        long base = json(request.body()).path("base").asLong();
        return base == revision.get()
                ? Answer.ok("{\"revision\": " + revision.incrementAndGet() + "}")
                : Answer.error(409, "the settings were changed by Ann in the meantime");
    }

    /** What was saved last of camera gate. */
    private JsonNode saved() {
        List<Request> saves = site.requests(SAVE);
        JsonNode edit = json(saves.get(saves.size() - 1).body()).at("/edits/0");
        assertThat(edit.path("key").asText()).isEqualTo("camera/gate");
        return edit.path("value");
    }

    /** Five hours of events, one a minute, of which the newest is e-0. */
    private void eventsOf(long now) {
        site.answer("GET /api/events", request -> {
            long before = number(request, "before", Long.MAX_VALUE);
            long limit = number(request, "limit", 50);
            LongPredicate isEarlier = i -> now - i * MINUTE < before;
            List<String> page = LongStream.range(0, 299)
                    .filter(isEarlier)
                    .limit(limit)
                    .mapToObj(i -> event("e-" + i, now - i * MINUTE))
                    .toList();
            return Answer.ok(
                    "{\"more\": " + (page.size() == limit) + ", \"events\": [" + String.join(",", page) + "]}");
        });
    }

    private static String event(String id, long start) {
        return """
                {"id": "%s", "camera": "gate", "className": "car", "state": "ENDED", "start": %d, "confirmed": %d, "end": %d,
                 "peak": 1, "confidence": 0.9, "uploaded": false, "notUploadedReason": null, "keyframe": null, "crop": null,
                 "picture": null, "type": "LEFT", "object": null, "number": 1, "zone": null, "line": null,
                 "direction": null, "dwellMillis": null, "occupancy": null, "clip": null, "noClipReason": null}""".formatted(id, start, start, start + 1000);
    }

    /** A window of each minute of the range that is asked for. */
    private static String windowsIn(Request request, long now) {
        long from = number(request, "from", 0);
        String windows = LongStream.range(0, 10)
                .map(i -> (now / 10_000 * 10_000) - (9 - i) * MINUTE)
                .filter(start -> start >= from)
                .mapToObj(start -> """
                        {"start": %d, "end": %d, "framesAnalysed": 10, "framesShed": 0, "framesFailed": 0, "final": true,
                         "classes": []}""".formatted(start, start + 10_000))
                .collect(Collectors.joining(","));
        return "{\"step\": 10000, \"complete\": true, \"windows\": [" + windows + "]}";
    }

    private static long number(Request request, String name, long otherwise) {
        for (String each : request.query().split("&")) {
            if (each.startsWith(name + "=")) {
                return Long.parseLong(each.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private void open(String address) {
        browser.open(site.page() + "#/" + address);
    }

    private static void choose(String shape) {
        browser.awaitTrue(
                "return [...document.querySelectorAll('[data-testid=editor-existing] option')]"
                        + ".some(each => each.textContent === arguments[0])",
                shape);
        browser.evaluate("""
                const select = document.querySelector('[data-testid=editor-existing]');
                select.value = [...select.options].find(each => each.textContent === arguments[0]).value;
                select.dispatchEvent(new Event('change'));
                """, shape);
    }

    private static WebElement part(String testId) {
        return browser.element("[data-testid=" + testId + "]");
    }

    private static void write(String testId, String text) {
        WebElement field = part(testId);
        field.clear();
        field.sendKeys(text);
    }

    private static void text(String testId, String beginning) {
        browser.awaitTrue(
                "return document.querySelector(arguments[0])?.textContent.startsWith(arguments[1]) === true",
                "[data-testid=" + testId + "]",
                beginning);
    }

    private static void note(String text) {
        browser.awaitTrue("return document.querySelector('.chart-note')?.textContent === arguments[0]", text);
    }
}
