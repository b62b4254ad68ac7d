package dev.hawkeye.tracking.evaluation;

/**
 * How well tracks agree with the ground truth. Shares are 0 to 1, where 1 is perfect; MOTA may be negative.
 *
 * @param hota how well objects are found and told apart, in equal parts: the geometric mean of DetA and AssA, averaged
 *     over the IoU thresholds 0.05, 0.10 … 0.95
 * @param detA share of boxes that are in both, averaged over the same thresholds
 * @param assA how consistently pairs of a track and an object stay together, averaged over the same thresholds
 * @param locA IoU of boxes that belong together, averaged over the same thresholds
 * @param mota 1 minus the misses, false positives and identity switches per ground-truth box
 * @param idf1 share of boxes whose track is the one track of their object
 * @param identitySwitches how often an object switched to another track
 * @param misses ground-truth boxes without a track, at IoU 0.5
 * @param falsePositives boxes of tracks without an object, at IoU 0.5
 * @param truthBoxes how many ground-truth boxes were scored
 */
public record TrackScores(
        double hota,
        double detA,
        double assA,
        double locA,
        double mota,
        double idf1,
        int identitySwitches,
        int misses,
        int falsePositives,
        int truthBoxes) {}
