package dev.hawkeye.ingest.gate;

/**
 * How closely pictures are compared. Blocks are squares of pixels of the downscaled picture; a mean difference of more
 * than this many gray levels above the noise is a change if it lasts, see {@link Blocks}.
 */
enum Grain {
    /** For scenes with objects as small as a person at the far end of a street. */
    FINE(2, 2.5f),

    /**
     * For objects that fill a good part of the picture. The last detection still holds when they sway or turn a little.
     */
    COARSE(4, 5);

    /** Pixels of a block, each way. */
    final int block;

    /** Gray levels. */
    final float threshold;

    Grain(int block, float threshold) {
        this.block = block;
        this.threshold = threshold;
    }
}
