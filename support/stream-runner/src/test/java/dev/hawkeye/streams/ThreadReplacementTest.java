package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

final class ThreadReplacementTest {
    private final ThreadReplacement replacement = new ThreadReplacement();

    @Test
    void pausesDoubleUpToHalfAMinuteWhileThreadsKeepDying() {
        // given
        long now = System.nanoTime();

        // when
        LongStream pauses = LongStream.range(0, 7).map(i -> replacement.nextPause(now + i));

        // then
        assertThat(pauses).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void pausesBeginAnewAfterACalm() {
        // given
        long now = System.nanoTime();
        replacement.nextPause(now);
        replacement.nextPause(now);

        // when
        long pause = replacement.nextPause(now + Duration.ofMinutes(3).toNanos());

        // then
        assertThat(pause).isEqualTo(1_000);
    }

    @Test
    void aReplacementIsUnderWayUntilARebalanceAfterThePause() {
        assertThat(replacement.isUnderWay()).isFalse();

        // given
        replacement.end();
        replacement.afterPause();
        assertThat(replacement.isUnderWay()).isTrue();

        // when
        replacement.joined();

        // then
        assertThat(replacement.isUnderWay()).isFalse();
    }

    @Test
    void noThreadIsReplacedOnceTheServiceShutsDown() {
        // given
        replacement.end();

        // when
        StreamThreadExceptionResponse response = replacement.afterPause();

        // then
        assertThat(response).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    }
}
