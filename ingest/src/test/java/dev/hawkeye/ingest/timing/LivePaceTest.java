package dev.hawkeye.ingest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** 5 of the pictures of each second are wanted; the source may deliver a fifth of a second at once. */
final class LivePaceTest {
    private static final int FPS = 5;
    private static final int MINUTE = 60;

    private final AtomicLong nanos = new AtomicLong(1_000_000);
    private final LivePace pace = new LivePace(new Sampler.EvenPace(FPS), FPS, Duration.ofMillis(200), nanos::get);

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

    @Test
    void takesWhatComesSegmentBySegment() {
        LivePace patient = new LivePace(new Sampler.EvenPace(FPS), FPS, Duration.ofSeconds(12), nanos::get);
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
