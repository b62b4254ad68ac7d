package dev.hawkeye.tracking.presence;

/**
 * An event of a track's visit to a zone.
 *
 * @param zone its name
 * @param time when it happened, ms of capture time: for ENTERED and EXITED the time at the border, interpolated between
 *     two positions; for LOITERING the time at which it had been inside for long enough
 * @param enteredAt when the visit began, ms
 * @param className class of the track when the visit began, the same for all events of a visit
 */
public record ZoneEvent(String zone, Kind kind, long time, long enteredAt, String className) {
    /** What happened. */
    public enum Kind {
        ENTERED,
        EXITED,
        /** Once per visit. */
        LOITERING
    }

    /** How long the track has been inside, ms. */
    public long dwell() {
        return time - enteredAt;
    }
}
