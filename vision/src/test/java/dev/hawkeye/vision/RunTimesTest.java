package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunTimesTest {
    private static final long MS = 1_000_000;

    @Test
    void takesPercentilesByNearestRank() {
        long[] fromLong =
                LongStream.rangeClosed(1, 200).map(i -> (201 - i) * MS).toArray();

        RunTimes times = RunTimes.of(10, fromLong);

        assertThat(times).isEqualTo(new RunTimes(10, 200, 100, 198));
    }

    @Test
    void takesTheLongestOfFewRunsForTheirTail() {
        assertThat(RunTimes.of(1, 5 * MS, 9 * MS, 7 * MS)).isEqualTo(new RunTimes(1, 3, 7, 9));
        assertThat(RunTimes.of(1, 5 * MS)).isEqualTo(new RunTimes(1, 1, 5, 5));
    }
}
