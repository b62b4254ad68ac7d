package dev.hawkeye.tracking;

import java.util.List;
import java.util.Map;

/**
 * Everything known about one track, as plain numbers, to be stored elsewhere: a tracker that resumes from it finds the
 * same tracks as one that never stopped. Immutable.
 *
 * @param number of the track among the confirmed ones of its camera, from 1; 0 while it is tentative
 * @param firstSeen capture time of the first sighting, ms
 * @param lastSeen capture time of the last sighting, ms
 * @param hits number of sightings
 * @param misses analyzed frames since the last sighting
 * @param confirmed whether it counts
 * @param bestScore highest score of a sighting, 0 to 1
 * @param lastBox box of the last sighting
 * @param votes weight by class
 * @param motion position and speed
 * @param early its sightings, as long as it is not confirmed
 */
public record TrackState(
        long number,
        long firstSeen,
        long lastSeen,
        int hits,
        int misses,
        boolean confirmed,
        float bestScore,
        Box lastBox,
        Map<String, Double> votes,
        MotionState motion,
        List<Sighting> early) {
    /**
     * One coordinate: its value, its speed per second, and their covariance.
     *
     * @param position in the tracker's unit
     * @param speed unit / s
     * @param varPosition unit²
     * @param covariance unit² / s
     * @param varSpeed unit² / s²
     */
    public record AxisState(double position, double speed, double varPosition, double covariance, double varSpeed) {}

    /**
     * The motion of a box.
     *
     * @param x of its center
     * @param bottom y of its lower edge
     * @param width of the box
     * @param height of the box
     * @param agility factor of the motion's noise
     * @param floor smallest width and height considered possible
     */
    public record MotionState(
            AxisState x, AxisState bottom, AxisState width, AxisState height, double agility, double floor) {}
}
