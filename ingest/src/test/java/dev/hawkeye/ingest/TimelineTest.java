package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final AtomicLong nanos = new AtomicLong(5);

    @Test
    void stampsARecordingWithItsOwnTime() {
        Timeline timeline = new RecordedTimeline(START);
        timeline.advance(HOUR_MICROS, Instant.EPOCH);
        assertThat(timeline.captured()).isEqualTo(START.plusSeconds(3600));
        assertThat(timeline.claimed()).isNull();
    }

    @Test
    void findsTheStartOfTheFirstOpeningInOneOfItsFrames() {
        // given
        Timeline first = new RecordedTimeline(null);
        Timeline second = new RecordedTimeline(null);
        first.advance(33_367, Instant.EPOCH);
        second.advance(33_367, Instant.EPOCH);
        // when
        second.pin(Instant.ofEpochMilli(first.captured().toEpochMilli()));
        // then
        for (long micros = 66_733; micros < 10_000_000; micros += 33_367) {
            first.advance(micros, Instant.EPOCH);
            second.advance(micros, Instant.EPOCH);
            assertThat(second.captured()).isEqualTo(first.captured());
        }
    }

    @Test
    void keepsAStartThatIsConfiguredToTheMicrosecond() {
        Timeline timeline = new RecordedTimeline(START.plusNanos(999_000));
        timeline.advance(40_000, Instant.EPOCH);
        timeline.pin(START.plusMillis(40));
        assertThat(timeline.captured()).isEqualTo(START.plusMillis(40).plusNanos(999_000));
    }

    @Test
    void playsWhatKeepsItsTimeAsItIs() {
        List<Instant> claimed = new ArrayList<>();
        List<Instant> played = play(100, i -> i * 40_000, claimed);
        assertThat(played).hasSize(100).startsWith(START).endsWith(START.plusMillis(99 * 40));
        assertThat(claimed).containsOnlyNulls();
    }

    @Test
    void neitherWaitsNorStampsAnHourAheadWhenTheTimeLeaps() {
        List<Instant> claimed = new ArrayList<>();
        List<Instant> played = play(100, i -> i < 50 ? i * 40_000 : HOUR_MICROS + i * 40_000, claimed);
        assertThat(played).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(99 * 40));
        assertThat(claimed.subList(0, 50)).containsOnlyNulls();
        assertThat(claimed.get(50)).isEqualTo(START.plusSeconds(3600).plusMillis(50 * 40));
        assertThat(claimed.get(99)).isEqualTo(START.plusSeconds(3600).plusMillis(99 * 40));
    }

    @Test
    void goesOnWhenTheTimeRunsBackwards() {
        List<Instant> claimed = new ArrayList<>();
        List<Instant> played = play(100, i -> i < 50 ? i * 40_000 : (100 - i) * 40_000, claimed);
        assertThat(played).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(99 * 40));
        assertThat(claimed.get(99)).isEqualTo(START.plusMillis(40));
    }

    @Test
    void goesOnFromTheClockWhenTheMachineSlept() {
        PlayedTimeline timeline = new PlayedTimeline(START, TOLERANCE, 25, nanos::get);
        timeline.advance(0, Instant.EPOCH);
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        timeline.advance(40_000, Instant.EPOCH);
        assertThat(timeline.captured()).isEqualTo(START.plusSeconds(600));
        assertThat(timeline.claimed()).isEqualTo(START.plusMillis(40));
    }

    @Test
    void waitsForTheNextPictureOfASlowRecording() {
        PlayedTimeline timeline = new PlayedTimeline(START, TOLERANCE, 1.0 / 60, nanos::get);
        timeline.advance(0, Instant.EPOCH);
        timeline.advance(60_000_000, Instant.EPOCH);
        assertThat(timeline.ahead()).isEqualTo(Duration.ofSeconds(60));
        assertThat(timeline.claimed()).isNull();
    }

    /** Plays pictures in the time of the test's clock, and checks that none is waited for longer than a period. */
    private List<Instant> play(int pictures, LongUnaryOperator micros, List<Instant> claimed) {
        PlayedTimeline timeline = new PlayedTimeline(START, TOLERANCE, 25, nanos::get);
        List<Instant> played = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            timeline.advance(micros.applyAsLong(i), Instant.EPOCH);
            assertThat(timeline.ahead()).isBetween(Duration.ZERO, Duration.ofMillis(40));
            nanos.addAndGet(timeline.ahead().toNanos());
            played.add(timeline.captured());
            claimed.add(timeline.claimed());
        }
        return played;
    }
}
