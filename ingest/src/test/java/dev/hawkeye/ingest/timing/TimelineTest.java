package dev.hawkeye.ingest.timing;

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
    void playsAtItsOwnPaceWhatArrivesSegmentBySegment() {
        // given: 10 segments of 6 s with 5 pictures each second, complete every 6 s, and then read at once
        SegmentTimeline timeline = segments();
        List<Instant> captured = new ArrayList<>();
        for (long i = 0; i < 300; i++) {
            // when
            long complete = START.plusSeconds(6 * (i / 30)).toEpochMilli();
            now = Instant.ofEpochMilli(Math.max(now.toEpochMilli(), complete));
            timeline.advance(i * 200_000, now);
            now = now.plus(positive(timeline.ahead()));
            captured.add(timeline.captured());
            // then
            assertThat(timeline.captured()).isEqualTo(now);
        }
        assertThat(captured).isSorted().doesNotHaveDuplicates().endsWith(START.plusMillis(299 * 200));
    }

    @Test
    void aLateSegmentDelaysThoseBehindIt() {
        // given
        SegmentTimeline timeline = segments();
        timeline.advance(0, now);
        // when: a picture comes two seconds late, and the next ones at once
        now = now.plusMillis(2_200);
        timeline.advance(200_000, now);
        timeline.advance(400_000, now);
        // then
        assertThat(timeline.captured()).isEqualTo(START.plusMillis(2_400));
        assertThat(timeline.ahead()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aSegmentThatFollowsAClockSetBackIsNotWaitedFor() {
        // given
        SegmentTimeline timeline = segments();
        timeline.advance(0, now);
        // when
        now = now.minusSeconds(3600);
        timeline.advance(200_000, now);
        // then
        assertThat(timeline.captured()).isEqualTo(START.minusSeconds(3600));
        assertThat(timeline.ahead()).isZero();
    }

    @Test
    void aGapThatSegmentsDoNotHaveIsNotWaitedFor() {
        SegmentTimeline timeline = segments();
        timeline.advance(0, now);
        timeline.advance(200_000, now);
        timeline.advance(HOUR_MICROS, now);
        assertThat(timeline.ahead()).isEqualTo(Duration.ofMillis(400));
    }

    private SegmentTimeline segments() {
        return new SegmentTimeline(Duration.ofSeconds(10), 25, () -> now);
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
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
