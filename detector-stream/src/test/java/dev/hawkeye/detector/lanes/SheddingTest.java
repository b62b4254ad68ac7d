package dev.hawkeye.detector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One partition, its frames in flight, and a machine of a given speed, by a clock of their own. */
final class SheddingTest {
    private static final long MAX_AGE = 2_000;
    private static final int SPEED = 20;
    private static final int IN_FLIGHT = 16;

    private final Shedding shedding = new Shedding(Duration.ofMillis(MAX_AGE));
    private final Deque<Frame> partition = new ArrayDeque<>();
    private final Deque<Frame> inFlight = new ArrayDeque<>();
    private final Map<String, Integer> analysed = new HashMap<>();
    private long now = 1_000_000;
    private long machineFree = now;
    private long oldestAnalyzed;

    private record Frame(String camera, long captured) {}

    @Test
    void aMachineThatIsFastEnoughShedsNothing() {
        // when
        run(Map.of("a", 10, "b", 5), 10_000);

        // then
        assertThat(analysed).containsEntry("a", 100).containsEntry("b", 50);
    }

    @Test
    void aCameraThatFloodsDoesNotStarveTheOthers() {
        // when
        run(Map.of("flood", 50, "b", 5, "c", 5), 60_000);

        // then the others keep all their frames but those of the first moments, and the flood gets the rest
        assertThat(analysed.get("b")).isGreaterThanOrEqualTo(290);
        assertThat(analysed.get("c")).isGreaterThanOrEqualTo(290);
        assertThat(analysed.get("flood")).isGreaterThanOrEqualTo(500);
        assertThat(oldestAnalyzed).isLessThanOrEqualTo(MAX_AGE);
    }

    @Test
    void camerasThatAllAskForTooMuchGetTheSame() {
        // when
        run(Map.of("flood", 100, "b", 20, "c", 20), 60_000);

        // then
        assertThat(analysed.get("b")).isBetween(340, 460);
        assertThat(analysed.get("c")).isBetween(340, 460);
        assertThat(analysed.get("flood")).isBetween(340, 520);
        assertThat(oldestAnalyzed).isLessThanOrEqualTo(MAX_AGE);
    }

    @Test
    void framesThatComeLateAreAnalyzedWhenNothingQueues() {
        // given frames that were held up on their way
        for (int i = 0; i < 5; i++) {
            partition.addLast(new Frame("a", now - 1_900));
            partition.addLast(new Frame("b", now - 2_100));

            // when
            run(Map.of(), 500);
        }

        // then
        assertThat(analysed).containsEntry("a", 5).doesNotContainKey("b");
    }

    @Test
    void nothingIsShedAnyMoreSoonAfterTheLoadFalls() {
        // given
        run(Map.of("flood", 50, "b", 5), 20_000);

        // when the flood ends
        run(Map.of("flood", 5, "b", 5), 3_000);
        analysed.clear();
        run(Map.of("flood", 5, "b", 5), 10_000);

        // then
        assertThat(analysed).containsEntry("flood", 50).containsEntry("b", 50);
        assertThat(partition).isEmpty();
    }

    /** @param rates frames per second that each camera sends */
    private void run(Map<String, Integer> rates, long millis) {
        for (long end = now + millis; now < end; now++) {
            long at = now;
            rates.forEach((camera, rate) -> {
                if (at % (1000 / rate) == 0) {
                    partition.addLast(new Frame(camera, at));
                }
            });
            while (!partition.isEmpty() && inFlight.size() < IN_FLIGHT) {
                Frame frame = partition.removeFirst();
                double fullness = (double) inFlight.size() / IN_FLIGHT;
                if (shedding.onArrival(frame.camera(), now - frame.captured(), now, fullness)
                        .isEmpty()) {
                    inFlight.addLast(frame);
                }
            }
            while (!inFlight.isEmpty() && machineFree <= now) {
                Frame frame = inFlight.removeFirst();
                long age = now - frame.captured();
                if (!shedding.isTooOld(age)) {
                    analysed.merge(frame.camera(), 1, Integer::sum);
                    oldestAnalyzed = Math.max(oldestAnalyzed, age);
                    machineFree = now + 1000 / SPEED;
                }
            }
        }
    }
}
