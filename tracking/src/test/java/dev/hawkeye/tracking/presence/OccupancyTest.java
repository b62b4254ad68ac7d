package dev.hawkeye.tracking.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccupancyTest {
    private static final int PERIOD = 1000;

    private final Random random = new Random(3);

    @Test
    void meanAndPeakAreThoseOfTheTimesInWhateverOrderTheyWereTold() {
        for (int i = 0; i < 500; i++) {
            int[] inside = new int[PERIOD];
            int before = random.nextInt(3);
            List<Runnable> told = new ArrayList<>();
            Occupancy[] occupancy = {Occupancy.start(5000, 5000 + PERIOD, before)};
            for (int object = 0; object < before; object++) {
                int left = random.nextInt(2 * PERIOD);
                add(inside, 0, left);
                told.add(() -> occupancy[0] = occupancy[0].exited(5000 + left));
            }
            for (int object = 0; object < 20; object++) {
                int came = random.nextInt(PERIOD);
                int left = came + 1 + random.nextInt(PERIOD);
                add(inside, came, left);
                told.add(() -> occupancy[0] = occupancy[0].entered(5000 + came));
                told.add(() -> occupancy[0] = occupancy[0].exited(5000 + left));
            }
            Collections.shuffle(told, random);
            told.forEach(Runnable::run);

            Occupancy settled =
                    occupancy[0].settle(5000 + random.nextInt(PERIOD)).settle(9000);
            int sum = 0;
            int peak = before;
            for (int number : inside) {
                sum += number;
                peak = Math.max(peak, number);
            }
            assertThat(settled.mean()).isEqualTo(sum / (double) PERIOD, within(1e-9));
            assertThat(settled.peak()).isEqualTo(peak);
            assertThat(settled.inside()).isEqualTo(inside[PERIOD - 1]);
            assertThat(settled.recent()).isEmpty();
        }
    }

    @Test
    void oneThatTakesThePlaceOfAnotherWasNotBesideIt() {
        Occupancy occupancy =
                Occupancy.start(0, 1000, 1).entered(500).exited(500).settle(1000);

        assertThat(occupancy.peak()).isEqualTo(1);
        assertThat(occupancy.mean()).isEqualTo(1);
    }

    @Test
    void whatIsNotSettledIsInsideNow() {
        Occupancy occupancy =
                Occupancy.start(0, 1000, 1).entered(500).entered(700).exited(800);

        assertThat(occupancy.now()).isEqualTo(2);
        assertThat(occupancy.settle(600).inside()).isEqualTo(2);
        assertThat(occupancy.settle(600).now()).isEqualTo(2);
        assertThat(occupancy.settle(0).mean()).isZero();
    }

    @Test
    void whatIsAfterThePeriodIsNotItsBusiness() {
        assertThat(Occupancy.start(0, 1000, 1).exited(1000).settle(2000).mean()).isEqualTo(1);
    }

    private static void add(int[] inside, int from, int to) {
        for (int i = from; i < Math.min(to, PERIOD); i++) {
            inside[i]++;
        }
    }
}
