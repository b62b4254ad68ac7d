package dev.hawkeye.tracking.evaluation;

/**
 * How well tracks agree with the truth. Shares are 0 to 1, where 1 is perfect; MOTA may be negative.
 *
 * @param hota how well objects are found and kept apart, in equal shares: the geometric mean of DetA and AssA, mean over
 *     the IoU thresholds 0.05, 0.10 … 0.95
 * @param detA share of boxes that are in both, mean over the same thresholds
 * @param assA how long pairs of a track and an object stay together, mean over the same thresholds
 * @param locA IoU of boxes that belong together, mean over the same thresholds
 * @param mota one less misses, false positives and identity switches per box of the truth
 * @param idf1 share of boxes whose track is the one track of their object
 * @param identitySwitches how often an object went over to another track
 * @param misses boxes of the truth that no track has, at IoU 0.5
 * @param falsePositives boxes of tracks that are no object, at IoU 0.5
 * @param truthBoxes how many boxes of the truth were judged
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
