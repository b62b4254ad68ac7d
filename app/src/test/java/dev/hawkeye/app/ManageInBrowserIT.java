package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.site.Closing;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Broker;
import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/**
 * An administrator changes a running site on the page, in a real browser. The site is four processes and one broker. Each test goes on
 * where the one before ended.
 */
@TestMethodOrder(OrderAnnotation.class)
@Tag("thorough")
class ManageInBrowserIT {
    private static final String TOKEN = "open-all-doors-42";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    private static final LocalHttp HTTP = LocalHttp.free();
    private static final List<AutoCloseable> PARTS = new ArrayList<>();
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start(directory);
        PARTS.add(browser);
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Broker broker = new Broker(directory);
        Registry registry = new Registry();
        broker.start();
        await().atMost(PATIENCE).until(broker::listens);
        for (String service : List.of("ingest", "detect", "aggregate", "console")) {
            int port = service.equals("console") ? HTTP.port() : Ports.free();
            Path folder = Files.createDirectory(directory.resolve(service));
            Path file = Files.writeString(folder.resolve("site.yaml"), """
                    data-directory: %s
                    http: {port: %d, admin-token: "%s"}
                    kafka: {bootstrap.servers: "%s"}
                    registry: {schema.registry.url: "%s"}
                    detector: {model: %s}
                    cameras: [{id: gate, url: "synthetic:street?fps=2"}]
                    """.formatted(
                            folder.resolve("data"), port, TOKEN, broker.bootstrapServers(), registry.url(), model));
            PARTS.add(HawkeyeProcess.start(folder, service, "--config", file.toString()));
        }
        PARTS.add(broker);
        PARTS.add(registry);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> HTTP.body("/api/cameras").contains("\"STREAMING\""));
    }

    @AfterAll
    static void stop() {
        Closing.inOrder(PARTS.toArray(AutoCloseable[]::new));
    }

    private static void open(String address) {
        browser.open("http://127.0.0.1:" + HTTP.port() + "/#/" + address);
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

    @Test
    @Order(1)
    void whoHasTheTokenMaySignInAndNobodyElse() {
        open("manage");
        part("admin-sign-in").click();
        write("admin-operator", "Zoë");
        write("admin-token", "open-all-doors-43");
        part("admin-submit").click();
        text("admin-error", "wrong token");

        write("admin-token", TOKEN);
        part("admin-submit").click();

        text("admin-name", "Zoë");
        browser.awaitTrue("return document.querySelector('[data-camera=gate]') !== null");
        assertThat(browser.evaluate("return document.cookie")).isEqualTo("");
        assertThat(browser.evaluate("return JSON.stringify([{...localStorage}, {...sessionStorage}])")
                        .toString())
                .doesNotContain(TOKEN);
        browser.assertNoErrors();
    }

    @Test
    @Order(2)
    void aCameraIsTestedAndAdded() throws Exception {
        open("manage/cameras");
        part("camera-add").click();
        write("camera-id", "yard");
        write("camera-url", "nothing.mp4");
        part("camera-test").click();
        browser.awaitTrue(
                "return document.querySelector('[data-testid=wrong-url]').textContent.includes('nothing.mp4')");

        write("camera-url", "synthetic:street?fps=2&seed=2");
        part("camera-test").click();
        browser.awaitTrue("return document.querySelector('[data-testid=camera-preview]')?.naturalWidth > 0");
        assertThat(part("camera-sight").getText()).contains("×", "2.0 fps");

        write("camera-fps", "-1");
        part("camera-save").click();
        browser.awaitTrue(
                "return document.querySelector('[data-testid=wrong-fps]').textContent.includes('must be from 0')");

        write("camera-fps", "2");
        part("camera-save").click();
        text("cameras-told", "Camera yard is saved: revision 2");
        browser.awaitTrue("return document.querySelectorAll('[data-testid=camera-row]').length === 2");
        await().atMost(PATIENCE).until(() -> HTTP.body("/api/cameras").contains("\"id\":\"yard\""));
        browser.assertNoErrors();
    }

    @Test
    @Order(3)
    void aZoneIsDrawnSavedChangedAndCounts() throws Exception {
        open("cameras/yard?edit=zone");
        part("editor-surface");
        browser.awaitTrue("return !document.querySelector('.camera-picture .stage').matches('.is-empty')");
        browser.evaluate("""
                const surface = document.querySelector('[data-testid=editor-surface]');
                const { left, top, width, height } = surface.getBoundingClientRect();
                for (const [x, y] of [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8]]) {
                  surface.dispatchEvent(new MouseEvent('click',
                      { bubbles: true, clientX: left + x * width, clientY: top + y * height }));
                }
                """);
        write("editor-loiter", "30");

        part("editor-save").click();

        text("editor-saved", "Saved: revision 3");
        assertThat(HTTP.body("/api/scenes")).contains("\"name\":\"door\"");
        // when it is taken up again
        browser.awaitTrue("return document.querySelectorAll('[data-testid=editor-existing] option').length === 2");
        browser.evaluate("""
                const select = document.querySelector('[data-testid=editor-existing]');
                select.value = '0';
                select.dispatchEvent(new Event('change'));
                """);
        browser.awaitTrue("return document.querySelectorAll('[data-testid=editor-point]').length === 3");
        browser.awaitTrue("return document.querySelector('[data-testid=editor-loiter]').value === '30'");
        write("editor-name", "crossing");
        part("editor-save").click();
        // then
        text("editor-saved", "Saved: revision 4");
        assertThat(HTTP.body("/api/scenes"))
                .contains("\"name\":\"crossing\"", "30000")
                .doesNotContain("\"door\"");
        browser.assertNoErrors();
    }

    @Test
    @Order(4)
    void whoChangedWhatIsSeenAndTakenBack() throws Exception {
        open("manage/changes");
        text("settings-revision", "Revision 4, by Zoë@");
        browser.awaitTrue("return document.querySelectorAll('[data-testid=change]').length === 4");
        browser.awaitTrue("return document.querySelector('[data-testid=instance]').textContent.includes('applied')");
        browser.evaluate("document.querySelector('[data-revision=\"4\"]').open = true");
        assertThat(browser.element("[data-revision='4'] .manage-diff").getText())
                .contains("door", "crossing");

        browser.element("[data-revision='4'] [data-testid=change-undo]").click();
        part("dialog-yes").click();

        text("settings-revision", "Revision 5");
        assertThat(HTTP.body("/api/scenes")).contains("\"door\"");
        browser.assertNoErrors();
    }

    @Test
    @Order(5)
    void aModelIsPublishedAsACanarySeenAndRolledBack() throws Exception {
        Path first = model("first.onnx", "red", "green", "blue");
        Path second = model("second.onnx", "dog");
        Path text = Files.writeString(directory.resolve("text.onnx"), "no model at all");
        open("manage/models");
        part("model-camera");

        publish(text);
        text("model-told", "text.onnx");
        // when it is tried by one camera
        browser.element("[data-testid=model-camera][value=gate]").click();
        write("model-canary", "60");
        publish(first);
        // then
        stage("analyzes gate until");
        detector("canary");
        assertThat(part("detector").getText()).contains("blocks.onnx");
        // when that is ended
        part("model-rollback").click();
        part("dialog-yes").click();
        // then
        stage("ended by hand");
        detector("in use");
        // when another is to be used at once
        browser.element("[data-testid=model-camera][value=gate]").click();
        write("model-canary", "0");
        part("model-untried").click();
        publish(first);
        stage("in use");
        uses("first.onnx");
        publish(second);
        uses("second.onnx");
        text("model-active", "Namesecond.onnx");
        part("model-rollback").click();
        part("dialog-yes").click();
        // then
        uses("first.onnx");
        text("model-active", "Namefirst.onnx");
        browser.assertNoErrors();
    }

    private static void stage(String words) {
        browser.awaitTrue(
                "return document.querySelector('[data-testid=model-active] .state')?.textContent.startsWith(arguments[0])",
                words);
    }

    private static void detector(String state) {
        browser.awaitTrue(
                "return document.querySelector('[data-testid=detector] .state')?.textContent === arguments[0]", state);
    }

    private static Path model(String name, String... classes) throws Exception {
        return Files.write(
                directory.resolve(name),
                BlockModel.builder()
                        .classes(List.of(classes))
                        .metadata("description", name)
                        .build());
    }

    private static void publish(Path file) {
        browser.file("[data-testid=model-file]", file);
        part("model-publish").click();
    }

    private static void uses(String model) {
        browser.awaitTrue("""
                const row = document.querySelector('[data-testid=detector]');
                return row !== null && row.textContent.includes(arguments[0]) && row.textContent.includes('in use');
                """, model);
    }

    @Test
    @Order(6)
    void aCameraIsRemovedAndWhoHasSignedOutChangesNothing() throws Exception {
        open("manage/cameras");
        browser.element("[aria-label='Remove camera yard']").click();
        part("dialog-yes").click();
        text("cameras-told", "Camera yard is removed");

        part("admin-sign-out").click();

        part("admin-sign-in");
        assertThat(browser.elements("[data-testid=camera-add]")).isEmpty();
        assertThat(HTTP.body("/api/scenes")).doesNotContain("door");
        browser.assertNoErrors();
    }
}
