package dev.hawkeye.ingest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 5 of the pictures of each second are wanted; the source may deliver a fifth of a second at once. */
final class LivePaceTest {
    private static final int FPS = 5;
    private static final int MINUTE = 60;

    private final AtomicLong nanos = new AtomicLong(1_000_000);
    private final LivePace pace = new LivePace(Sampler.EvenPace.ofJitter(FPS), FPS, Duration.ofMillis(200), nanos::get);

    @Test
    void leavesASourceAloneThatKeepsItsTimes() {
        assertThat(arrivals(25, i -> i * 40_000)).hasSize(FPS * MINUTE);
    }

    @Test
    void boundsASourceThatSendsTenTimesTooFast() {
        assertEvenlyWithinFps(arrivals(250, i -> i * 40_000));
    }

    @Test
    void boundsASourceWhoseTimeRunsBackwards() {
        assertEvenlyWithinFps(arrivals(25, i -> -i * 40_000));
    }

    @Test
    void boundsASourceWhoseTimeRunsMuchTooFast() {
        assertEvenlyWithinFps(arrivals(25, i -> i * 3_600_000_000L));
    }

    @Test
    void doesNotStarveASourceWhoseTimeStandsStill() {
        List<Long> times = arrivals(25, i -> 0);
        assertThat(times).hasSizeBetween(MINUTE * FPS / 3, MINUTE * FPS);
    }

    @Test
    void doesNotStarveASourceWhoseTimeRestartsAllTheTime() {
        assertThat(arrivals(25, i -> i % 3 * 40_000)).hasSizeBetween(MINUTE * FPS / 3, MINUTE * FPS + 2);
    }

    @Test
    void takesAllOfASourceThatIsSlowerThanAsked() {
        assertThat(arrivals(2, i -> i * 500_000)).hasSize(2 * MINUTE);
    }

    @ParameterizedTest(name = "{0} pictures per second, up to {1} ms early or late")
    @CsvSource({"5, 60", "5, 5", "2, 200", "1, 300"})
    void takesAllOfASourceAtTheWantedRateWhosePicturesComeEarlyOrLate(int fps, int jitterMillis) {
        // given: a camera whose pictures have the time of their arrival
        LivePace asWanted = new LivePace(Sampler.EvenPace.ofJitter(fps), fps, Duration.ofMillis(200), nanos::get);
        SplittableRandom random = new SplittableRandom(1);
        long begin = nanos.get();
        int picked = 0;
        for (long i = 0; i < (long) fps * MINUTE; i++) {
            // when
            long jitter = random.nextLong(-jitterMillis, jitterMillis + 1) * 1_000_000;
            nanos.set(begin + i * 1_000_000_000L / fps + (i == 0 ? 0 : jitter));
            picked += asWanted.isDue(i, (nanos.get() - begin) / 1000) ? 1 : 0;
        }
        // then
        assertThat(picked).isGreaterThanOrEqualTo(fps * MINUTE - 1);
    }

    @Test
    void takesTheNearestPicturesOfASourceWhoseTimesJitter() {
        Sampler even = Sampler.EvenPace.ofJitter(FPS);
        List<Long> due = new ArrayList<>();
        for (long i = 0; i < 25; i++) {
            if (even.isDue(i, i * 40_000 + (i % 2 == 0 ? 0 : -9_000))) {
                due.add(i);
            }
        }
        assertThat(due).containsExactly(0L, 5L, 10L, 15L, 20L);
    }

    @Test
    void takesWhatComesSegmentBySegment() {
        LivePace patient = new LivePace(Sampler.EvenPace.ofJitter(FPS), FPS, Duration.ofSeconds(12), nanos::get);
        int picked = 0;
        for (int i = 0; i < 25 * MINUTE; i++) {
            if (i % 150 == 0) {
                nanos.addAndGet(Duration.ofSeconds(6).toNanos());
            }
            picked += patient.isDue(i, i * 40_000L) ? 1 : 0;
        }
        assertThat(picked).isEqualTo(FPS * MINUTE);
    }

    /** @return when, ms, a picture was picked in the course of a minute */
    private List<Long> arrivals(int perSecond, LongUnaryOperator micros) {
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < (long) perSecond * MINUTE; i++) {
            if (pace.isDue(i, micros.applyAsLong(i))) {
                times.add(nanos.get() / 1_000_000);
            }
            nanos.addAndGet(1_000_000_000L / perSecond);
        }
        return times;
    }

    private static void assertEvenlyWithinFps(List<Long> times) {
        assertThat(times).hasSizeBetween(FPS * MINUTE - 10, FPS * MINUTE + 2);
        for (int i = 0; i + FPS + 2 < times.size(); i++) {
            assertThat(times.get(i + FPS + 2) - times.get(i))
                    .as("time of %d pictures behind picture %d", FPS + 2, i)
                    .isGreaterThanOrEqualTo(1000);
        }
    }
}
