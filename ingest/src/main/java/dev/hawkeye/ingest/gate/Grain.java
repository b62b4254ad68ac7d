package dev.hawkeye.ingest.gate;

/**
 * How closely pictures are compared. Blocks are squares of pixels of the small picture; a change counts from a mean
 * difference of so many gray levels.
 */
enum Grain {
    /** For objects of which some are as small as a person at the other end of a street. */
    FINE(2, 3),

    /** For objects that fill a good part of the picture. They are found all the same when they sway or turn a little. */
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
