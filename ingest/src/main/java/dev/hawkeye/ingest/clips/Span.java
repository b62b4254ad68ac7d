package dev.hawkeye.ingest.clips;

import dev.hawkeye.clips.ClipsConfig.Kind;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.util.Optional;

/**
 * The part of an event record that matters for its clip.
 *
 * @param id of the event
 * @param kind of the event that begins; null for the end of a lasting event
 * @param start capture time of its start, ms
 * @param end capture time of its end, ms; null while it lasts
 */
record Span(String id, String camera, String className, Kind kind, long start, Long end) {

    static Span of(Event event) {
        boolean begins = event.getKind() == EventKind.APPEARED;
        return new Span(
                event.getId(),
                event.getCamera(),
                event.getClassName(),
                begins ? kind(event).orElse(null) : null,
                event.getStart().toEpochMilli(),
                event.getEnd() == null ? null : event.getEnd().toEpochMilli());
    }

    private static Optional<Kind> kind(Event event) {
        return switch (event.getType()) {
            case UNSPECIFIED, APPEARED -> Optional.of(Kind.APPEARED);
            case ENTERED -> Optional.of(Kind.ENTERED);
            case CROSSED -> Optional.of(Kind.CROSSED);
            case LOITERING -> Optional.of(Kind.LOITERING);
            case OCCUPANCY -> Optional.of(Kind.OCCUPANCY);
            case LEFT, EXITED -> Optional.empty();
        };
    }

    /** Whether it begins an event that may have a clip. */
    boolean begins() {
        return kind != null;
    }
}
