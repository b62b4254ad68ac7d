package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StateSizeTest {
    private static final int LIVE_TRACKS = 10_000;
    private static final long LIMIT = 100_000_000;

    @Test
    void growsWithTheTracksAndTenThousandOfThemTakeLessThanAHundredMegabytes() throws IOException {
        long one = StateSize.bytes(1);

        assertThat(StateSize.bytes(0)).isZero();
        assertThat(StateSize.bytes(10)).isCloseTo(10 * one, withinPercentage(1));
        // The path alone has 63 points of at least 9 bytes.
        assertThat(one).isBetween(63 * 9L, LIMIT / LIVE_TRACKS);
    }
}
