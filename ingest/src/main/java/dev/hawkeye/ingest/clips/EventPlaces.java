package dev.hawkeye.ingest.clips;

import java.util.TreeSet;

/**
 * The progress in one partition of the events: up to the first event whose clip has no fate yet. Confined to the feed's
 * thread.
 */
final class EventPlaces {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed;
    private boolean knowsFates;

    /** @param committed offset at which the previous owner stopped */
    EventPlaces(long committed) {
        this.next = committed;
        this.committed = committed;
    }

    /** The next offset to read. */
    long next() {
        return next;
    }

    /** Marks a record as read. */
    void read(long offset) {
        next = Math.max(next, offset + 1);
    }

    /** Marks an event whose clip has no fate yet. */
    void open(long offset) {
        open.add(offset);
    }

    /** Marks an event whose clip has a fate. */
    void close(long offset) {
        open.remove(offset);
    }

    /** The offset that may be committed. */
    long done() {
        return open.isEmpty() ? next : open.first();
    }

    boolean hasNews() {
        return done() != committed;
    }

    void committed(long offset) {
        committed = offset;
    }

    /** Whether the fates that are already on the topic are known. */
    boolean knowsFates() {
        return knowsFates;
    }

    void fatesAreKnown() {
        knowsFates = true;
    }
}
