package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleRestartIT {
    private static final String BANNER = "[data-testid=connection-banner]";
    private static final String PICTURE = "return document.querySelector('[data-testid=tile]')?.dataset.boxes ?? ''";

    @TempDir
    Path directory;

    @TempDir
    Path profile;

    @Test
    void thePageSaysThatTheServerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        Map<String, Object> oneCamera =
                Map.of("cameras", List.of(Map.of("id", "market", "url", "synthetic:street?fps=2")));
        try (Chromium browser = Chromium.start(profile)) {
            // given a page with live pictures
            int port;
            try (DemoSite site = DemoSite.start(directory, oneCamera)) {
                port = site.port();
                browser.open(site.page());
                browser.awaitTrue("const boxes = (() => {" + PICTURE + "})(); return boxes !== ''");
                assertThat(browser.element("body").getText()).doesNotContain("Connection lost");
            }
            // when the server goes away
            assertThat(browser.element(BANNER).getText()).contains("Connection lost");
            Object before = browser.evaluate(PICTURE);
            browser.evaluate("window.sameDocument = true");
            // and another one comes at the same address
            try (DemoSite site =
                    DemoSite.start(directory, Map.of("http.port", port, "cameras", oneCamera.get("cameras")))) {
                assertThat(site.port()).isEqualTo(port);
                // then the page continues without a reload
                browser.awaitNo(BANNER);
                browser.awaitTrue(
                        "const boxes = (() => {" + PICTURE + "})(); return boxes !== '' && boxes !== arguments[0]",
                        before);
                assertThat(browser.evaluate("return window.sameDocument")).isEqualTo(true);
                browser.assertNoErrors();
            }
        }
    }
}
