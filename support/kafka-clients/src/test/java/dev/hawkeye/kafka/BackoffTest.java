package dev.hawkeye.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    @Test
    void doublesUpToTheLongest() {
        Backoff backoff = backoff(0.5);
        assertThat(pauses(backoff, 6)).containsExactly(1000, 2000, 4000, 8000, 10_000, 10_000);
    }

    @Test
    void keepsToItsPausesExactlyWhereNothingIsToBeSpread() {
        assertThat(pauses(Backoff.exact(Duration.ofMillis(100), Duration.ofSeconds(1)), 6))
                .containsExactly(100, 200, 400, 800, 1000, 1000);
    }

    @Test
    void movesEachPauseByUpToAFifth() {
        assertThat(pauses(backoff(0), 2)).containsExactly(800, 1600);
        assertThat(pauses(backoff(1), 2)).containsExactly(1200, 2400);
    }

    @Test
    void beginsAnewAfterSuccess() {
        Backoff backoff = backoff(0.5);
        pauses(backoff, 4);
        backoff.reset();
        assertThat(pauses(backoff, 2)).containsExactly(1000, 2000);
    }

    private static Backoff backoff(double random) {
        return Backoff.jittered(Duration.ofSeconds(1), Duration.ofSeconds(10), () -> random);
    }

    private static long[] pauses(Backoff backoff, int number) {
        LongStream millis =
                IntStream.range(0, number).mapToLong(i -> backoff.next().toMillis());
        return millis.toArray();
    }
}
