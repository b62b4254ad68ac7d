package dev.hawkeye.tracking;

/**
 * The constants of the tracker: one set for all cameras and frame rates. Lengths are multiples of an object's size, the
 * square root of its area, so they hold for pixels and any other unit, near and far. Chosen on two public sequences of
 * people and six clips of the synthetic street, at 25 to 2 frames per second; docs/tracking.md has the results on other
 * sequences.
 *
 * @param low minimum score of a box that continues a track, 0 to 1
 * @param high minimum score of a good box, 0 to 1
 * @param start minimum score of a box that begins a track, 0 to 1
 * @param acceleration noise of the motion, sizes / s^1.5
 * @param startSpeed how fast an object may be when it is first seen (standard deviation), sizes / s
 * @param growth noise of width and height, sizes / s^1.5
 * @param startGrowth how fast width and height may change at first (standard deviation), sizes / s
 * @param positionError of a box (standard deviation), sizes
 * @param extentError of its width and height (standard deviation), sizes
 * @param confirmHits sightings that confirm a track
 * @param confirmMillis alternatively, two sightings this far apart confirm it, ms of capture time
 * @param tentativeMillis how long an unconfirmed track may be unseen, ms of capture time; always at least one frame if
 *     that is within {@code lostMillis}
 * @param lostMillis how long a confirmed track may be unseen, ms of capture time; always at least one frame
 * @param maxGapMillis a longer time without any analyzed frame ends all tracks
 * @param maxTracks of one camera; beyond that, no new track begins
 */
record TrackerSettings(
        double low,
        double high,
        double start,
        double acceleration,
        double startSpeed,
        double growth,
        double startGrowth,
        double positionError,
        double extentError,
        int confirmHits,
        long confirmMillis,
        long tentativeMillis,
        long lostMillis,
        long maxGapMillis,
        int maxTracks) {
    static final TrackerSettings DEFAULT =
            new TrackerSettings(0.1, 0.4, 0.35, 0.18, 0.8, 0.075, 0.09, 0.05, 0.085, 3, 150, 300, 3_500, 30_000, 1_000);
}
