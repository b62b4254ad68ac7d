package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.street.scene.ObjectKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracksReportTest {
    @Test
    void hasARowForEachKindOfBoxesRateAndWeatherAndTheNumbersOfAllFilmsTogether() {
        // given two films in which a car goes through the zone of the lanes and across the line of the street
        TracksReport report = new TracksReport(10, List.of(1, 5));
        report.add(TestFilm.of(ObjectKind.CAR, 60, i -> 0.4 + i * 0.01));
        report.add(TestFilm.of(ObjectKind.CAR, 60, i -> 0.9 - i * 0.01));

        // when
        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out));

        // then
        assertThat(out.toString().lines().map(TracksReportTest::withoutOnline))
                .containsExactly(
                        "boxes | frames/s | weather | HOTA | IDF1",
                        "truth | 10 | all | 100.0 (100.0–100.0) | 100.0 (100.0–100.0)",
                        "truth | 10 | day | 100.0 (100.0–100.0) | 100.0 (100.0–100.0)",
                        "truth | 2 | all | 100.0 (100.0–100.0) | 100.0 (100.0–100.0)",
                        "truth | 2 | day | 100.0 (100.0–100.0) | 100.0 (100.0–100.0)",
                        "",
                        "boxes | frames/s | crossings | wrong | visits | wrong | dwell within 1 s",
                        "true identities | 10 | 2 | 0.0 % | 2 | 0.0 % | 100.0 %",
                        "true identities | 2 | 2 | 0.0 % | 2 | 0.0 % | 100.0 %",
                        "truth | 10 | 2 | 0.0 % | 2 | 0.0 % | 100.0 %",
                        "truth | 2 | 2 | 0.0 % | 2 | 0.0 % | 100.0 %");
    }

    /** What a picture cannot know yet depends on when a track is confirmed, which is not the matter here. */
    private static String withoutOnline(String line) {
        List<String> cells = new ArrayList<>(List.of(line.strip().split(" {2,}")));
        if (cells.size() > 3 && (cells.get(3).endsWith("online") || cells.get(3).contains("–"))) {
            cells.subList(3, 5).clear();
        }
        return String.join(" | ", cells);
    }
}
