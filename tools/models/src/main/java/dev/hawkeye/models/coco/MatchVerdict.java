package dev.hawkeye.models.coco;

/**
 * The verdict on one detection, at each IoU threshold and in each area range: right, wrong, or ignored. One bit each,
 * since there are hundreds per picture.
 *
 * @param score confidence of the detection
 * @param right bits where it matches an object
 * @param wrong bits where it is a false positive
 */
record MatchVerdict(float score, long right, long wrong) {
    boolean isRight(AreaRange area, int threshold) {
        return (right & bit(area, threshold)) != 0;
    }

    boolean isWrong(AreaRange area, int threshold) {
        return (wrong & bit(area, threshold)) != 0;
    }

    static long bit(AreaRange area, int threshold) {
        return 1L << (area.index() * Thresholds.IOUS + threshold);
    }
}
