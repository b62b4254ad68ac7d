package dev.hawkeye.ingest.gate;

/**
 * How closely pictures are compared. Blocks are squares of pixels of the downscaled picture; a change counts if the
 * mean difference reaches this many gray levels.
 */
enum Grain {
    /** For scenes with objects as small as a person at the far end of a street. */
    FINE(2, 3),

    /**
     * For objects that fill a good part of the picture. The last detection still holds when they sway or turn a little.
     */
    COARSE(4, 6);

    /** Pixels of a block, each way. */
    final int block;

    /** Gray levels. */
    final float threshold;

    Grain(int block, float threshold) {
        this.block = block;
        this.threshold = threshold;
    }
}
