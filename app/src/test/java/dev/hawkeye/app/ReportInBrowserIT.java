package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.analyze.report.HtmlReport;
import dev.hawkeye.analyze.result.CameraTotals.ClassTotals;
import dev.hawkeye.analyze.result.Count;
import dev.hawkeye.analyze.result.CountSeries;
import dev.hawkeye.analyze.result.FoundEvent;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.TrustedRecords;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of {@code analyze}, opened from a disk. */
class ReportInBrowserIT {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
    private static final String NAME = "<img src=x onerror=\"document.title='run'\">";

    @TempDir
    Path directory;

    @Test
    void showsChartsAndPicturesAndRunsNothing() throws IOException {
        try (Chromium browser = Chromium.start(directory)) {
            // given
            ImageIO.write(
                    new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB),
                    "jpg",
                    directory.resolve("a.jpg").toFile());
            Path file = directory.resolve("report.html");
            new HtmlReport(
                            summary(),
                            START,
                            camera -> new CountSeries(Stream.of(count()), START.plusSeconds(10)),
                            List.of(event()),
                            directory)
                    .write(file);

            // when
            browser.open(file.toUri().toString());

            // then
            assertThat(browser.element("h1").getText()).isEqualTo(NAME);
            assertThat(browser.evaluate("return document.images.length + ' ' + document.images[0].naturalWidth"))
                    .isEqualTo("1 480");
            assertThat(browser.evaluate("return document.querySelector('rect').getBoundingClientRect().height > 20"))
                    .isEqualTo(true);
            assertThat(browser.evaluate("return getComputedStyle(document.querySelector('rect')).fill")
                            .toString())
                    .startsWith("oklch");
            assertThat(browser.evaluate("return document.title")).isEqualTo("Hawkeye: " + NAME);
            assertThat(browser.evaluate("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            browser.assertNoErrors();
        }
    }

    private static Summary summary() {
        Summary.Camera video = new Summary.Camera(
                NAME,
                "street.mp4",
                2,
                Map.of(Fate.DETECTED, 2L),
                Map.of("car", new ClassTotals(2, 3, 2, 2)),
                Map.of(),
                Map.of(),
                1,
                1,
                new Summary.Bytes(1, 1));
        return new Summary(List.of(video), new Summary.Model("m.onnx", "0", "640x640"), List.of(), 1);
    }

    private static Count count() {
        return new Count(NAME, "car", START, START.plusSeconds(10), 2, 0, 2, 3, 2, 2, 1);
    }

    private static FoundEvent event() {
        Event event = Event.newBuilder()
                .setId("id")
                .setCamera(NAME)
                .setClassName("car")
                .setKind(EventKind.LEFT)
                .setStart(START)
                .setConfirmed(START)
                .setEnd(START.plusSeconds(1))
                .setPeak(2)
                .setConfidence(0.9f)
                .setUploaded(false)
                .build();
        return new FoundEvent(event, "street.mp4", 0, 1.0, "a.jpg", 0.4, null);
    }
}
