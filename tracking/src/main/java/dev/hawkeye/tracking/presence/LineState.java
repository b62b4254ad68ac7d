package dev.hawkeye.tracking.presence;

/**
 * What {@link LineCrossings} remembers about one track at one line.
 *
 * @param clear whether the track has been clear of the line since it was last counted, or ever if it never was
 * @param pending a cut that has not been counted yet
 * @param cutTime time of that cut, ms of capture time; 0 if there is none
 * @param since when the track was first seen behind the line after that cut, ms; 0 if there is none
 */
public record LineState(boolean clear, Pending pending, long cutTime, long since) {
    /** Direction of a cut that has not been counted yet. */
    public enum Pending {
        NONE,
        FORWARD,
        BACKWARD
    }

    /** The state of a track that has just appeared. */
    public static final LineState START = new LineState(false, Pending.NONE, 0, 0);

    private static final LineState CLEAR = new LineState(true, Pending.NONE, 0, 0);

    static LineState settled(boolean clear) {
        return clear ? CLEAR : START;
    }

    LineState cut(boolean forward, long time, long seen) {
        return new LineState(clear, forward ? Pending.FORWARD : Pending.BACKWARD, time, seen);
    }

    boolean isPending() {
        return pending != Pending.NONE;
    }

    boolean isForward() {
        return pending == Pending.FORWARD;
    }
}
