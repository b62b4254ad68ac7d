package dev.hawkeye.models.coco;

/** Area ranges of objects, in square pixels, inclusive. */
enum AreaRange {
    ALL(0, 0, 1e10),
    SMALL(1, 0, 32 * 32),
    MEDIUM(2, 32 * 32, 96 * 96),
    LARGE(3, 96 * 96, 1e10);

    private final int index;
    private final double least;
    private final double most;

    AreaRange(int index, double least, double most) {
        this.index = index;
        this.least = least;
        this.most = most;
    }

    boolean contains(double area) {
        return area >= least && area <= most;
    }

    /** Index from 0, for arrays. */
    int index() {
        return index;
    }
}
