package dev.hawkeye.ingest.clips;

import java.util.TreeSet;

/**
 * How far one partition of the events has been worked off: up to the first event whose clip has no fate yet. For use by one
 * thread.
 */
final class EventPlaces {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed;
    private boolean knowsFates;

    /** @param committed where an earlier process has left off */
    EventPlaces(long committed) {
        this.next = committed;
        this.committed = committed;
    }

    /** Where to read on. */
    long next() {
        return next;
    }

    /** A record has been read. */
    void read(long offset) {
        next = Math.max(next, offset + 1);
    }

    /** Its clip has no fate yet. */
    void open(long offset) {
        open.add(offset);
    }

    /** Its clip has a fate. */
    void close(long offset) {
        open.remove(offset);
    }

    /** What may be committed. */
    long done() {
        return open.isEmpty() ? next : open.first();
    }

    boolean hasNews() {
        return done() != committed;
    }

    void committed(long offset) {
        committed = offset;
    }

    /** Whether it is known which of its events have their fate already. */
    boolean knowsFates() {
        return knowsFates;
    }

    void fatesAreKnown() {
        knowsFates = true;
    }
}
