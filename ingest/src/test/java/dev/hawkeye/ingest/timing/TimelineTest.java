package dev.hawkeye.ingest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final AtomicLong nanos = new AtomicLong(5);
    private Instant now = START;

    @Test
    void continuesAfterTheJoinOfTwoRecordings() {
        // given: each of 80 pictures in 40 s, and the second begins at 0 again, an hour later, or 17 hours later
        for (long second : new long[] {0, HOUR_MICROS, 17 * HOUR_MICROS, -9 * HOUR_MICROS}) {
            Timeline timeline = new RecordedTimeline(START, Duration.ofSeconds(10), 2);
            // when
            List<Instant> captured = new ArrayList<>();
            for (long i = 0; i < 160; i++) {
                timeline.advance(i < 80 ? i * 500_000 : second + (i - 80) * 500_000, Instant.EPOCH);
                captured.add(timeline.captured());
            }
            // then
            assertThat(captured).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(159 * 500));
        }
    }

    @Test
    void keepsTheGapsOfARecorderThatWritesOnlyWhenSomethingMoves() {
        Timeline timeline = recorded(START);
        timeline.advance(40_000, Instant.EPOCH);
        timeline.advance(HOUR_MICROS, Instant.EPOCH);
        assertThat(timeline.captured()).isEqualTo(START.plusSeconds(3600));
    }

    @Test
    void holdsTheTimeOfPicturesThatStepBackALittleUntilTheSourceHasCaughtUp() {
        // given
        long[] claimed = {0, 40_000, 80_000, 79_000, 79_500, 120_000, 120_000, 160_000};
        Timeline timeline = recorded(START);
        // when
        List<Long> millis = new ArrayList<>();
        for (long micros : claimed) {
            timeline.advance(micros, Instant.EPOCH);
            millis.add(timeline.micros() / 1000);
        }
        // then
        assertThat(millis).containsExactly(0L, 40L, 80L, 80L, 80L, 120L, 120L, 160L);
    }

    private static Timeline recorded(Instant start) {
        return new RecordedTimeline(start, Duration.ofHours(30), 25);
    }

    @Test
    void stampsARecordingWithItsOwnTime() {
        Timeline timeline = recorded(START);
        timeline.advance(HOUR_MICROS, Instant.EPOCH);
        assertThat(timeline.captured()).isEqualTo(START.plusSeconds(3600));
        assertThat(timeline.claimed()).isNull();
    }

    @Test
    void findsTheStartOfTheFirstOpeningInOneOfItsFrames() {
        // given
        Timeline first = recorded(null);
        Timeline second = recorded(null);
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
        Timeline timeline = recorded(START.plusNanos(999_000));
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
    void neitherWaitsNorStampsAnHourAheadWhenTheTimeJumps() {
        List<Instant> claimed = new ArrayList<>();
        List<Instant> played = play(100, i -> i < 50 ? i * 40_000 : HOUR_MICROS + i * 40_000, claimed);
        assertThat(played).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(99 * 40));
        assertThat(claimed.subList(0, 50)).containsOnlyNulls();
        assertThat(claimed.get(50)).isEqualTo(START.plusSeconds(3600).plusMillis(50 * 40));
        assertThat(claimed.get(99)).isEqualTo(START.plusSeconds(3600).plusMillis(99 * 40));
    }

    @Test
    void continuesWhenTheTimeRunsBackwards() {
        List<Instant> claimed = new ArrayList<>();
        List<Instant> played = play(100, i -> i < 50 ? i * 40_000 : (100 - i) * 40_000, claimed);
        assertThat(played).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(99 * 40));
        assertThat(claimed.get(99)).isEqualTo(START.plusMillis(40));
    }

    @Test
    void continuesFromTheClockWhenTheMachineSlept() {
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

    @Test
    void playsBurstsEvenlyAndContinuesFromTheClockOnceOneIsLate() {
        // given: segments of 6 s with 5 pictures per second, each there at once; three are old, the sixth is 2 s late
        List<Duration> there =
                Stream.of(1, 1, 1, 5, 11, 19, 23, 29).map(Duration::ofSeconds).toList();
        List<Instant> captured = new ArrayList<>();

        // when
        playBursts(there, 30, 200, captured);

        // then
        assertThat(captured.get(89)).isBefore(START.plusSeconds(2));
        assertThat(captured.get(90)).isEqualTo(START.plusSeconds(5));
        for (int i = 91; i < captured.size(); i++) {
            assertThat(Duration.between(captured.get(i - 1), captured.get(i)))
                    .isEqualTo(Duration.ofMillis(i == 150 ? 2_200 : 200));
        }
    }

    @Test
    void playsShortBurstsEvenly() {
        // given: segments of half a second with 10 pictures per second
        List<Duration> there =
                IntStream.range(0, 40).mapToObj(i -> Duration.ofMillis(500 * i)).toList();
        List<Instant> captured = new ArrayList<>();

        // when
        playBursts(there, 5, 100, captured);

        // then
        for (int i = 20; i < captured.size(); i++) {
            assertThat(Duration.between(captured.get(i - 1), captured.get(i))).isEqualTo(Duration.ofMillis(100));
        }
    }

    /**
     * Plays pictures of which some are there at once, in the time of the test's clock; each takes a millisecond to decode.
     *
     * @param there when each burst is there
     */
    private void playBursts(List<Duration> there, int pictures, long millisApart, List<Instant> captured) {
        nanos.set(0);
        PacedTimeline timeline = new PacedTimeline(TOLERANCE, 0, () -> START.plusNanos(nanos.get()), nanos::get);
        for (int i = 0; i < pictures * there.size(); i++) {
            nanos.set(Math.max(nanos.get(), there.get(i / pictures).toNanos()));
            timeline.advance(1000 * millisApart * i, Instant.EPOCH);
            captured.add(timeline.captured());
            assertThat(timeline.ahead()).isBetween(Duration.ofMillis(-100), Duration.ofMillis(millisApart));
            nanos.addAndGet(Math.max(1_000_000, timeline.ahead().toNanos()));
        }
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
