package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTokenIT {
    private static final String TOKEN = "correct-horse-battery";

    @TempDir
    Path directory;

    @TempDir
    Path profile;

    @Test
    void aWrongTokenIsRefusedAndTheRightOneOpensThePageWhichKeepsItNowhere() throws Exception {
        Map<String, Object> settings = Map.of(
                "http.token", TOKEN, "cameras", List.of(Map.of("id", "market", "url", "synthetic:street?fps=2")));
        try (Chromium browser = Chromium.start(profile);
                DemoSite site = DemoSite.start(directory, settings)) {
            browser.open(site.page());

            browser.element("[data-testid=login-token]").sendKeys("wrong-horse-battery");
            browser.element("[data-testid=login-submit]").click();

            assertThat(browser.element("[data-testid=login-error]").getText()).isNotBlank();
            assertThat(browser.elements("[data-testid=tile]")).isEmpty();

            browser.element("[data-testid=login-token]").clear();
            browser.element("[data-testid=login-token]").sendKeys(TOKEN);
            browser.element("[data-testid=login-submit]").click();

            browser.element("[data-testid=tile][data-camera=market]");
            browser.open(site.page() + "?again");
            browser.element("[data-testid=tile][data-camera=market]");
            assertThat(browser.evaluate("return document.cookie")).isEqualTo("");
            assertThat(browser.evaluate("return JSON.stringify([{...localStorage}, {...sessionStorage}])")
                            .toString())
                    .doesNotContain(TOKEN);
        }
    }
}
