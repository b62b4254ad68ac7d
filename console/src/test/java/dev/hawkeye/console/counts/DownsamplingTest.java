package dev.hawkeye.console.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownsamplingTest {

    @Test
    void sumsAreAddedThePeakIsTheHighestAndTheMeanIsThatOfAllFrames() {
        List<CountWindow> windows = List.of(
                window(60_000, 70_000, 10, true, new ClassCount("car", 5, 20, 2.0, 4)),
                window(
                        70_000,
                        80_000,
                        30,
                        true,
                        new ClassCount("car", 1, 4, 4 / 30.0, 2),
                        new ClassCount("bus", 1, 1, 1, 1)),
                window(80_000, 90_000, 10, true));

        assertThat(Downsampling.of(windows, 60_000))
                .containsExactly(new CountWindow(
                        60_000,
                        120_000,
                        50,
                        3,
                        6,
                        true,
                        List.of(new ClassCount("bus", 1, 1, 0.02, 1), new ClassCount("car", 6, 24, 0.48, 4))));
    }

    @Test
    void visitsAndCrossingsAreAdded() {
        // given a window of 10 frames and one of 30
        List<CountWindow> windows = List.of(
                window(60_000, 70_000, 10, true, counted(3, 3, new ZoneCount("door", 2, 1, 0.9, 2, 4000), 1)),
                window(70_000, 80_000, 30, true, counted(5, 4, new ZoneCount("door", 1, 3, 0.1, 1, 9000), 2)));
        // when
        CountWindow merged = Downsampling.of(windows, 60_000).get(0);
        // then 9 and 3 of 40 frames
        assertThat(merged.classes())
                .containsExactly(new ClassCount(
                        "car",
                        0,
                        0,
                        0,
                        0,
                        7,
                        7,
                        List.of(new ZoneCount("door", 3, 4, 0.3, 2, 13_000)),
                        List.of(new LineCount("gate", "in", 3), new LineCount("gate", "out", 2))));
    }

    private static ClassCount counted(long objects, long newObjects, ZoneCount zone, long in) {
        List<LineCount> lines = List.of(new LineCount("gate", "in", in), new LineCount("gate", "out", 1));
        return new ClassCount("car", 0, 0, 0, 0, objects, newObjects, List.of(zone), lines);
    }

    @Test
    void anObjectThatStaysIsOneObjectInALongerWindowToo() {
        // given a car that was parked before, two that come, and one more
        List<CountWindow> windows = List.of(
                window(60_000, 70_000, 10, true, seen(3, 2)),
                window(70_000, 80_000, 10, true, seen(1, 0)),
                window(80_000, 90_000, 10, true, seen(2, 1)));
        // when
        CountWindow merged = Downsampling.of(windows, 60_000).get(0);
        // then
        assertThat(merged.classes())
                .extracting(ClassCount::objects, ClassCount::newObjects)
                .containsExactly(tuple(4L, 3L));
    }

    @Test
    void whereNothingSaysWhichObjectsAreNewThereAreAtLeastThoseOfOneWindow() {
        List<CountWindow> windows =
                List.of(window(60_000, 70_000, 10, true, seen(2, 0)), window(70_000, 80_000, 10, true, seen(5, 0)));

        assertThat(Downsampling.of(windows, 60_000).get(0).classes())
                .extracting(ClassCount::objects)
                .containsExactly(5L);
    }

    private static ClassCount seen(long objects, long newObjects) {
        return new ClassCount("car", 0, 0, 0, 0, objects, newObjects, List.of(), List.of());
    }

    @Test
    void longWindowsAreAlignedToTheEpochAndStayOpenWithTheirLastOne() {
        List<CountWindow> windows = List.of(
                window(50_000, 60_000, 1, true), window(60_000, 70_000, 1, true), window(70_000, 80_000, 1, false));

        assertThat(Downsampling.of(windows, 60_000))
                .extracting(CountWindow::start, CountWindow::end, CountWindow::isFinal)
                .containsExactly(tuple(0L, 60_000L, true), tuple(60_000L, 120_000L, false));
    }

    @Test
    void windowsThatAreLongEnoughStayAsTheyAre() {
        List<CountWindow> windows = List.of(window(0, 10_000, 1, true), window(10_000, 20_000, 1, true));

        assertThat(Downsampling.of(windows, 10_000)).isEqualTo(windows);
        assertThat(Downsampling.of(windows, 1)).isEqualTo(windows);
    }

    @Test
    void noFrameCountsTwiceWhereWindowsOverlap() {
        List<CountWindow> windows = List.of(
                window(0, 10_000, 5, true),
                window(5_000, 15_000, 5, true),
                window(10_000, 20_000, 5, true),
                window(15_000, 25_000, 5, true));

        assertThat(Downsampling.of(windows, 60_000))
                .singleElement()
                .extracting(CountWindow::framesAnalysed)
                .isEqualTo(10L);
    }

    @Test
    void withoutFramesTheMeanIsZero() {
        assertThat(Downsampling.of(List.of(window(0, 10, 0, true, new ClassCount("car", 0, 0, 0, 0))), 100))
                .singleElement()
                .satisfies(window -> assertThat(window.classes().get(0).mean()).isZero());
    }

    private static CountWindow window(long start, long end, long analysed, boolean isFinal, ClassCount... classes) {
        return new CountWindow(start, end, analysed, 1, 2, isFinal, List.of(classes));
    }
}
