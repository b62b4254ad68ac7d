package dev.hawkeye.app.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReservoirTest {

    @Test
    void theFirstItemsFillThePlacesInOrder() {
        Reservoir reservoir = new Reservoir(3);

        assertThat(IntStream.range(0, 3).map(i -> reservoir.next().getAsInt())).containsExactly(0, 1, 2);
    }

    @Test
    void eachItemHasTheSameChance() {
        // given
        int[] kept = new int[10];
        Reservoir reservoir = new Reservoir(10);

        // when a hundred thousand items come
        int[] places = new int[10];
        for (int item = 0; item < 100_000; item++) {
            OptionalInt place = reservoir.next();
            if (place.isPresent()) {
                places[place.getAsInt()] = item;
            }
        }
        for (int item : places) {
            kept[item / 10_000]++;
        }

        // then no part of the stream has all of them: of ten that are drawn uniformly, six or more of one tenth come up
        // in a run
        // out of ten thousand
        assertThat(kept).doesNotContain(6, 7, 8, 9, 10);
    }
}
