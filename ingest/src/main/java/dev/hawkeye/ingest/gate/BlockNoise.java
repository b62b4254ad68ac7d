package dev.hawkeye.ingest.gate;

import java.util.Arrays;

/**
 * The noise of each block: how much it differs from one picture to the next when nothing happens, from sensor noise,
 * compression or leaves in the wind. An estimate of the median that moves by a fixed step toward each new value
 * (sigma-delta estimation; Manzanera and Richefeu, 2007), so objects that pass through a block less than half of the
 * time do not raise it. Not thread-safe.
 */
final class BlockNoise {
    private static final float STEP = 0.1f;
    private static final float FLOOR = 0.3f;
    private static final float FIRST = 1;

    private final float[] levels;

    BlockNoise(int blocks) {
        levels = new float[blocks];
        Arrays.fill(levels, FIRST);
    }

    /** @param difference between two consecutive pictures, gray levels */
    void learn(int block, float difference) {
        float level = levels[block] + (difference > levels[block] ? STEP : -STEP);
        levels[block] = Math.max(FLOOR, level);
    }

    /** @return gray levels */
    float of(int block) {
        return levels[block];
    }
}
