package dev.hawkeye.console.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.console.api.CountsView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.state.RecentCounts;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However long the time is that is asked for, it is told, and no aggregator is asked for more than it tells at once. */
class CountsTest {
    private static final long ADVANCE = 10_000;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final List<Long> asked = new ArrayList<>();

    @Test
    void aMonthIsAskedForInPiecesAndComesInWindowsThatAreLongerThanTheyWere() {
        CountsView month = counts(CountHistory.MAX_WINDOWS, ADVANCE).of("gate", 0, 30 * DAY, 0);

        assertThat(asked).hasSize(26).allMatch(length -> length <= CountHistory.MAX_WINDOWS * ADVANCE);
        assertThat(month.step()).isEqualTo(26 * ADVANCE);
        assertThat(month.windows()).hasSize(9970);
        assertThat(month.windows().stream()
                        .mapToLong(CountWindow::framesAnalysed)
                        .sum())
                .isEqualTo(30 * DAY / ADVANCE * 50);
        assertThat(month.complete()).isTrue();
    }

    @Test
    void aStepThatIsLongEnoughStaysAsItIs() {
        CountsView week = counts(CountHistory.MAX_WINDOWS, ADVANCE).of("gate", 0, 7 * DAY, 3_600_000);

        assertThat(week.step()).isEqualTo(3_600_000);
        assertThat(week.windows()).hasSize(7 * 24).allMatch(window -> window.framesAnalysed() == 360 * 50);
    }

    @Test
    void anAggregatorWithShorterWindowsIsAskedForOneHalfAndTheOther() {
        CountsView day = counts(100, ADVANCE).of("gate", 0, DAY, 60_000);

        assertThat(asked).allMatch(length -> length <= 100 * ADVANCE);
        assertThat(day.windows()).hasSize(24 * 60);
    }

    @Test
    void whereNoAggregatorAnswersItIsAskedOnceAndTheRestIsSaidToBeIncomplete() {
        List<Long> tries = new ArrayList<>();
        Counts counts = new Counts(
                (camera, from, to) -> {
                    tries.add(from);
                    throw new HistoryUnavailableException("nobody");
                },
                new RecentCounts(),
                Duration.ofMillis(ADVANCE));

        assertThat(counts.of("gate", 0, 30 * DAY, 0).complete()).isFalse();
        assertThat(tries).hasSize(1);
    }

    @Test
    void aTimeThatIsLongerThanAnythingIsKeptIsRefusedWithWhatIsAllowed() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> counts(10, ADVANCE).check(0, 10_000 * DAY))
                .withMessageContaining("at most 115 days");
    }

    /** @param most windows that the aggregator tells at once */
    private Counts counts(int most, long advance) {
        return new Counts(
                (camera, from, to) -> {
                    if (to - from > most * advance) {
                        throw new IllegalArgumentException("too long");
                    }
                    asked.add(to - from);
                    List<CountWindow> windows = new ArrayList<>();
                    for (long start = (from + advance - 1) / advance * advance; start < to; start += advance) {
                        windows.add(new CountWindow(
                                start, start + advance, 50, 0, 0, true, List.of(new ClassCount("car", 5, 50, 1, 3))));
                    }
                    return windows;
                },
                new RecentCounts(),
                Duration.ofMillis(ADVANCE));
    }
}
