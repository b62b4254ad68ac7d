package dev.hawkeye.tracking.presence;

/**
 * What {@link ZoneVisits} remembers about one track at one zone.
 *
 * @param enteredAt when it came in, ms of capture time; 0 while it is outside
 * @param leftAt when it went out, ms; 0 unless it is leaving
 * @param accepted whether it has had a sighting that the zone accepts since it came in
 * @param className class of the track when the visit began; empty before
 * @param loitered whether LOITERING has been reported
 */
public record VisitState(
        Phase phase, long enteredAt, long leftAt, boolean accepted, String className, boolean loitered) {
    /** Where a track is, as far as that is decided. */
    public enum Phase {
        OUTSIDE,
        /** Seen inside, but not yet for long enough to count. */
        ENTERING,
        INSIDE,
        /** Seen outside, but not yet for long enough to have left. */
        LEAVING
    }

    /** The state of a track that is not inside. */
    public static final VisitState OUTSIDE = new VisitState(Phase.OUTSIDE, 0, 0, false, "", false);

    static VisitState entering(long time) {
        return new VisitState(Phase.ENTERING, time, 0, false, "", false);
    }

    VisitState nowAccepted() {
        return new VisitState(phase, enteredAt, leftAt, true, className, loitered);
    }

    VisitState inside(String newClassName) {
        return new VisitState(Phase.INSIDE, enteredAt, 0, true, newClassName, loitered);
    }

    VisitState back() {
        return inside(className);
    }

    VisitState leaving(long time) {
        return new VisitState(Phase.LEAVING, enteredAt, time, accepted, className, loitered);
    }

    VisitState nowLoitered() {
        return new VisitState(phase, enteredAt, leftAt, accepted, className, true);
    }

    /** Whether the visit counts: ENTERED has been reported, and EXITED has not. */
    public boolean isVisit() {
        return phase == Phase.INSIDE || phase == Phase.LEAVING;
    }
}
