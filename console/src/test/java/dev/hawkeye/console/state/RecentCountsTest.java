package dev.hawkeye.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.WindowCount;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentCountsTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private final RecentCounts counts = new RecentCounts();

    @Test
    void aLaterUpdateReplacesAnEarlierOneAndTheFinalOneStays() {
        counts.add(count("gate", "car", 0, false, 1));
        counts.add(count("gate", "car", 0, false, 2));
        assertThat(detections("gate")).containsExactly("0 car 2 early");

        counts.add(count("gate", "car", 0, true, 3));
        counts.add(count("gate", "car", 0, false, 2));

        assertThat(detections("gate")).containsExactly("0 car 3 final");
    }

    @Test
    void windowsAreThoseThatBeginInTheStretchOldestFirst() {
        counts.add(count("gate", "car", 20_000, true, 3));
        counts.add(count("gate", "bus", 10_000, true, 2));
        counts.add(count("gate", "car", 0, true, 1));
        counts.add(count("yard", "car", 10_000, true, 9));

        assertThat(counts.windows("gate", 0, 20_000))
                .extracting(CountWindow::start)
                .containsExactly(0L, 10_000L);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int i = 0; i < RecentCounts.MAX_COUNTS + 10; i++) {
            counts.add(count("camera" + i, "car", 0, true, 1));
        }

        assertThat(counts.windows("camera9", 0, 1)).isEmpty();
        assertThat(counts.windows("camera10", 0, 1)).hasSize(1);
    }

    private List<String> detections(String camera) {
        return counts.windows(camera, 0, Long.MAX_VALUE).stream()
                .flatMap(window -> window.classes().stream().map(its -> text(window, its)))
                .toList();
    }

    private static String text(CountWindow window, ClassCount its) {
        return window.start() + " " + its.className() + " " + its.detections()
                + (window.isFinal() ? " final" : " early");
    }

    private static WindowCount count(String camera, String className, long start, boolean isFinal, int detections) {
        return WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(Instant.ofEpochMilli(start))
                .setWindowEnd(Instant.ofEpochMilli(start + 10_000))
                .setIsFinal(isFinal)
                .setFramesAnalysed(10)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(1)
                .setDetections(detections)
                .setMean(detections / 10.0)
                .setPeak(1)
                .build();
    }
}
