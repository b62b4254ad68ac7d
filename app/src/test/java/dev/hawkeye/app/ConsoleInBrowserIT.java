package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.site.Closing;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees on the page, in a real browser, from a whole pipeline. */
class ConsoleInBrowserIT {
    private static final String TILE = "[data-testid=tile][data-camera=market]";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static DemoSite site;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(directory);
        // The page merges shorter windows, and what it shows of them is then no record of the topic.
        site = DemoSite.start(
                Files.createDirectories(directory.resolve("site")),
                // And a busy machine is late, instead of overloaded.
                Map.of("aggregator.window", "10 s", "aggregator.advance", "10 s", "detector.max-frame-age", "60 s"));
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(browser, site);
    }

    @Test
    void theWallShowsBoxesThatMove() {
        browser.open(site.page());

        Set<Object> seen = new HashSet<>();
        await().atMost(PATIENCE).until(() -> {
            seen.add(browser.evaluate("return document.querySelector(arguments[0])?.dataset.boxes ?? ''", TILE));
            return seen.stream().filter(boxes -> !boxes.equals("")).count() >= 5;
        });

        assertThat(browser.element(TILE + " [data-testid=tile-report]").getText())
                .containsPattern("\\d+ (cars?|people|person|bus|buses|trucks?|bicycles?)");
        assertThat(browser.element("[data-testid=tile][data-camera=station] [data-testid=state][data-state=STREAMING]")
                        .getText())
                .isEqualTo("live");
        browser.assertNoErrors();
    }

    /** What the console makes of too many frames is tested beside it: half a minute of them would be too long here. */
    @Test
    void theWallSaysInRedThatThereIsTooMuchToDoAndWhatWouldHelp() {
        browser.open(site.page());
        browser.element(TILE);

        browser.evaluate("""
                window.shown = (async () => {
                  const { overloadNotice } = await import('/assets/js/wall/overload.js');
                  const { Tile } = await import('/assets/js/wall/tile.js');
                  const health = { overload: { wanted: 24, analysed: 5.4, cameras: [], help: ['an INT8 model', 'fps: 1'] } };
                  const wall = document.querySelector('.wall-main');
                  const notice = overloadNotice({ store: { health, on() {} } }, new AbortController().signal);
                  notice.dataset.testid = 'overload-shown';
                  notice.querySelector('details').open = true;
                  const tile = new Tile({ id: 'starved' }, { join: () => ({}) }, { observe() {} });
                  tile.update({ state: 'STREAMING', since: 0, fps: 1.7 }, 1, { wanted: 8, analysed: 0.03 });
                  tile.element.dataset.testid = 'tile-shown';
                  wall.prepend(notice, tile.element);
                })();
                """);

        assertThat(browser.element("[data-testid=overload-shown]").getText())
                .contains(
                        "Overloaded: 24.0 fps wanted, 5.4 fps analyzed", "What would help", "an INT8 model", "fps: 1");
        assertThat(browser.element("[data-testid=tile-shown] [data-testid=state][data-tone=bad]")
                        .getText())
                .isEqualTo("overloaded: 0.03 of 8.0 fps");
        assertThat(browser.element("[data-testid=tile-shown]").getText())
                .as("one rate alone")
                .containsOnlyOnce("fps");
        browser.assertNoErrors();
    }

    @Test
    void aCountOnThePageIsTheOneOnTheTopic() {
        browser.open(site.page() + "#/counts?camera=market");
        browser.element("[data-testid=as-table]");
        browser.evaluate("document.querySelector('input[value=table]').click()");
        browser.evaluate("document.querySelector('input[value=peak]').click()");

        Map<?, ?> cell = finalCell();
        WindowCount count = await().atMost(PATIENCE)
                .until(
                        () -> site.finalCount(
                                "market",
                                cell.get("name").toString(),
                                Long.parseLong(cell.get("start").toString())),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(cell.get("peak")).isEqualTo(String.valueOf(count.getPeak()));
        assertThat(cell.get("frames")).isEqualTo(String.valueOf(count.getFramesAnalysed()));
        browser.assertNoErrors();
    }

    @Test
    void whatIsShownIsInTheAddressAndAHiddenClassIsHiddenInTheTableToo() {
        // given
        browser.open(site.page() + "#/counts?camera=market&view=table&measure=peak");
        Object name = finalCell().get("name");
        String column = "[data-testid=window-table] td[data-class='" + name + "']";
        // when
        browser.element("[data-testid=legend][data-class='" + name + "']").click();
        // then
        browser.awaitNo(column);
        browser.awaitTrue("return location.hash.endsWith('&hide=' + arguments[0])", name);
        // when
        browser.evaluate("document.querySelector('input[value=chart]').click()");
        browser.element(".chart canvas");
        browser.evaluate("history.back()");
        browser.element("[data-testid=window-table]");
        browser.evaluate("history.back()");
        // then
        browser.element(column);
        browser.assertNoErrors();
    }

    @Test
    void aCameraIsLeftByTheKeysOfThePictureOfAnEventAndAnUnknownOneSaysSo() {
        browser.open(site.page() + "#/cameras/market");
        browser.element("[data-testid=camera-picture]");

        press("ArrowRight");
        browser.awaitTrue("return location.hash === '#/cameras/station'");
        press("ArrowLeft");
        browser.awaitTrue("return location.hash === '#/cameras/market'");
        press("Escape");
        browser.awaitTrue("return location.hash === '#/cameras'");

        browser.open(site.page() + "#/cameras/nobody");
        assertThat(browser.element("[data-testid=no-camera]").getText()).isEqualTo("There is no camera nobody");
        assertThat(browser.element("[data-testid=time-zone]").getText()).isNotEmpty();
        browser.assertNoErrors();
    }

    @Test
    void aCameraIsShownAndFoundByItsNameInAnyScriptAndGoesWhenItIsForgotten() throws Exception {
        // given
        site.report("south", stopped("south", "שער דרומי"));
        site.report("east", stopped("east", "东门"));
        site.report("west", stopped("west", "东门"));
        browser.open(site.page());
        // then
        String name = "return document.querySelector('[data-camera=' + arguments[0] + '] .tile-name')?.textContent";
        browser.awaitTrue(name + " === 'שער דרומי'", "south");
        browser.awaitTrue(name + " === '东门 (east)'", "east");
        browser.awaitTrue(name + " === 'market'", "market");
        // when
        browser.open(site.page() + "#/cameras?q=" + URLEncoder.encode("דרומי", StandardCharsets.UTF_8));
        // then
        browser.awaitTrue("const tiles = [...document.querySelectorAll('[data-testid=tile]')];"
                + "return tiles.length === 1 && tiles[0].dataset.camera === 'south'");
        assertThat(found("Südtor", "sudtor")).isTrue();
        assertThat(found("Südtor", "SÜD gate-1")).isTrue();
        assertThat(found("Südtor", "nord")).isFalse();
        // when
        browser.open(site.page() + "#/cameras/south");
        // then
        assertThat(browser.element("[data-testid=camera-name]").getText()).isEqualTo("שער דרומי");
        assertThat(browser.element("[data-testid=camera-id]").getText()).isEqualTo("south");
        browser.awaitTrue(
                "return document.querySelector('[data-testid=forget-hint]').innerText.includes('camera forget south')");
        // when
        for (String camera : List.of("south", "east", "west")) {
            site.report(camera, null);
        }
        // then
        assertThat(browser.element("[data-testid=no-camera]").getText()).isEqualTo("There is no camera south");
        browser.assertNoErrors();
    }

    private static boolean found(String name, String text) {
        return (boolean) browser.evaluate(
                "return import('/assets/js/core/search.js').then(({ matches }) =>"
                        + " matches({ id: 'gate-1', name: arguments[0] }, arguments[1]))",
                name,
                text);
    }

    private static CameraStatus stopped(String camera, String name) {
        Instant now = Instant.now();
        return CameraStatus.newBuilder()
                .setCamera(camera)
                .setName(name)
                .setSource("rtsp://192.0.2.1/")
                .setState(CameraState.STOPPED)
                .setSince(now)
                .setReported(now)
                .setFramesRead(0)
                .setFramesSent(0)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .build();
    }

    private static void press(String key) {
        browser.evaluate(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key);
    }

    /** Class, window and figures of one cell of the table, read at one moment, when its window is final. */
    private static Map<?, ?> finalCell() {
        return (Map<?, ?>) await().atMost(PATIENCE).until(() -> browser.evaluate("""
                                const cells = [...document.querySelectorAll(
                                    '[data-testid=window-table] tr[data-final=true] td[data-class]')];
                                const one = cells.find(cell => cell.textContent !== '0');
                                const row = one?.closest('tr');
                                return one
                                    ? {
                                        name: one.dataset.class,
                                        start: row.dataset.windowStart,
                                        peak: one.textContent,
                                        frames: row.querySelector('[data-testid=frames]').textContent,
                                      }
                                    : null;
                                """), cell -> cell != null);
    }

    @Test
    void thePictureOfAnEventOpens() {
        browser.open(site.page() + "#/events");

        // A pointer would miss: on a busy street, each new event moves the cards.
        browser.element("[data-testid=event-card] img");
        browser.evaluate("document.querySelector('[data-testid=event-card] img').click()");
        browser.element("[data-testid=event-picture]");

        browser.awaitTrue("return document.querySelector('[data-testid=event-picture]').naturalWidth === 1280");
        assertThat(browser.element("[data-testid=event-download]").getDomAttribute("href"))
                .endsWith("/keyframe.jpg?boxes=true&download=true");
        browser.assertNoErrors();
    }

    @Test
    void aPictureOfOnesOwnGetsItsReport() throws Exception {
        byte[] jpeg = picture();
        Path file = Files.write(directory.resolve("own.jpg"), jpeg);
        browser.open(site.page() + "#/try");
        browser.element("[data-testid=drop-zone]");

        assertThat(browser.element("[data-testid=try-model]").getText())
                .contains("knows 5 classes", "bicycle", "not for real cameras");
        browser.file("[data-testid=try-input]", file);

        assertThat(browser.element("[data-testid=try-report]").getText()).isNotEqualTo("nothing");
        assertThat(browser.elements("[data-testid=try-result] tbody tr")).hasSize(objects(jpeg));
        browser.assertNoErrors();
    }

    @Test
    void aPageTooManySaysSoAndGoesOnWhenAnotherIsClosed() throws Exception {
        List<InputStream> others = new ArrayList<>();
        try {
            // given as many clients as there may be, which get so little that they need not read it
            browser.open("about:blank");
            URI live = URI.create(site.page() + "api/live?only=health");
            HttpResponse<InputStream> answer = open(live);
            while (answer.statusCode() == 200) {
                others.add(answer.body());
                answer = open(live);
            }
            // when one more page is opened
            browser.open(site.page());
            // then
            browser.awaitTrue(
                    "return document.getElementById('banner').textContent.includes('Too many pages are open')");
        } finally {
            for (InputStream other : others) {
                other.close();
            }
        }
        browser.awaitTrue("return document.getElementById('banner').textContent === ''");
    }

    private static HttpResponse<InputStream> open(URI address) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void aFileThatIsNoPictureIsRefusedWithAReason() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.jpg"), "no picture");
        Path before = Files.write(directory.resolve("before.jpg"), picture());
        browser.open(site.page() + "#/try");
        browser.element("[data-testid=drop-zone]");
        browser.file("[data-testid=try-input]", before);
        browser.element(".detect-picture");

        browser.file("[data-testid=try-input]", file);

        assertThat(browser.element("[data-testid=try-error]").getText()).contains("cannot open this file as a picture");
        browser.awaitNo(".detect-picture");
    }

    /** How many the same model finds without any of what lies between page and model. */
    private static int objects(byte[] jpeg) throws Exception {
        Path model = DemoModel.copyTo(Files.createTempDirectory(directory, "model"));
        try (Model loaded = Model.load(model, 1);
                Lane lane = loaded.newLane(DetectionLimits.DEFAULTS, 1)) {
            Outcome outcome = lane.detect(List.of(ByteBuffer.wrap(jpeg))).get(0);
            return ((Outcome.Detected) outcome).boxes().size();
        }
    }

    private static byte[] picture() {
        try (Street street = new Street(new StreetSettings(77, Weather.DAY, 1, 0))) {
            street.advance();
            return street.jpeg(90);
        }
    }
}
