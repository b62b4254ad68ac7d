package dev.hawkeye.console.counts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.TestSite;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountCsvTest {
    private static final String HEAD =
            "window_start,window_end,camera,class,frames_analysed,frames_with,detections,mean,"
                    + "peak,frames_shed,frames_failed,final,objects,new_objects\r\n";
    private static final CountWindow WINDOW = new CountWindow(
            TestSite.NOON.toEpochMilli(),
            TestSite.NOON.toEpochMilli() + 10_000,
            30,
            1,
            2,
            true,
            List.of(
                    new ClassCount("a \"big\", red car", 5, 7, 7 / 30.0, 3, 4, 2, List.of(), List.of()),
                    new ClassCount("bus", 1, 1, 1 / 30.0, 1)));

    @Test
    void linesAndQuotesAreThoseOfRfc4180AndTimesThoseOfTheZone() throws IOException {
        assertThat(csv("Asia/Kolkata", Set.of(), WINDOW))
                .isEqualTo(
                        HEAD
                                + "2026-05-01T17:30:00+05:30,2026-05-01T17:30:10+05:30,gate,\"a \"\"big\"\", red car\",30,5,7,"
                                + "0.2333,3,1,2,true,4,2\r\n"
                                + "2026-05-01T17:30:00+05:30,2026-05-01T17:30:10+05:30,gate,bus,30,1,1,0.0333,1,1,2,true,0,0\r\n");
    }

    @Test
    void onlyTheWantedClassesAreInItAndAWindowWithoutThemHasARowAllTheSame() throws IOException {
        CountWindow empty = new CountWindow(0, 10_000, 20, 0, 0, false, List.of());

        assertThat(csv("UTC", Set.of("bus"), WINDOW, empty))
                .isEqualTo(HEAD + "2026-05-01T12:00:00Z,2026-05-01T12:00:10Z,gate,bus,30,1,1,0.0333,1,1,2,true,0,0\r\n"
                        + "1970-01-01T00:00:00Z,1970-01-01T00:00:10Z,gate,,20,0,0,0.0,0,0,0,false,0,0\r\n");
    }

    private static String csv(String zone, Set<String> classes, CountWindow... windows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CountCsv csv = new CountCsv(out, ZoneId.of(zone), classes);
        for (CountWindow window : windows) {
            csv.add("gate", window);
        }
        csv.finish();
        return out.toString(UTF_8);
    }
}
