package dev.hawkeye.app.frames;

import java.util.OptionalInt;
import java.util.Random;

/**
 * Chooses which items of a stream of unknown length to keep, so that each has the same chance: algorithm R of Vitter,
 * "Random Sampling with a Reservoir", 1985. Deterministic. Not thread-safe.
 */
final class Reservoir {
    private final int size;
    private final Random random = new Random(1);
    private int seen;

    /** @param size number of items to keep, at least 1 */
    Reservoir(int size) {
        this.size = size;
    }

    /**
     * The place of the next item, which replaces the item there; empty if it is not kept. The places fill up in order.
     */
    OptionalInt next() {
        int place = seen < size ? seen : random.nextInt(seen + 1);
        seen++;
        return place < size ? OptionalInt.of(place) : OptionalInt.empty();
    }
}
