package dev.hawkeye.app.frames;

import java.util.OptionalInt;
import java.util.Random;

/**
 * Which of the items of a stream to keep, so that each has the same chance though nobody knows how many will come: algorithm R of
 * Vitter, "Random Sampling with a Reservoir", 1985. The choice is the same each time. Not thread-safe.
 */
final class Reservoir {
    private final int size;
    private final Random random = new Random(1);
    private int seen;

    /** @param size how many are kept, at least 1 */
    Reservoir(int size) {
        this.size = size;
    }

    /** Where the next item belongs, in place of what was there; empty where it is not kept. The places fill up in order. */
    OptionalInt next() {
        int place = seen < size ? seen : random.nextInt(seen + 1);
        seen++;
        return place < size ? OptionalInt.of(place) : OptionalInt.empty();
    }
}
