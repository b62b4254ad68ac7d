package dev.hawkeye.console.state;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.util.Map;

/**
 * A filter for events. Immutable.
 *
 * @param camera null for all
 * @param className null for all
 * @param type the type as of {@link #type}; null for all. A lasting event matches its type at the beginning and at the
 * end
 * @param place name of a zone or line; null for all
 * @param from earliest begin, inclusive, epoch milliseconds
 * @param before latest begin, exclusive, epoch milliseconds
 * @param limit maximum number of events, at least 1
 */
public record EventQuery(
        String camera, String className, EventType type, String place, long from, long before, int limit) {
    private static final Map<EventType, EventType> BEGINNINGS =
            Map.of(EventType.LEFT, EventType.APPEARED, EventType.EXITED, EventType.ENTERED);

    /** The newest of all events. */
    public static EventQuery all(int limit) {
        return new EventQuery(null, null, null, null, 0, Long.MAX_VALUE, limit);
    }

    /** Whether an event matches, regardless of its time. */
    boolean fits(Event event) {
        EventType its = type(event);
        return (camera == null || camera.equals(event.getCamera()))
                && (className == null || className.equals(event.getClassName()))
                && (type == null || type == its || type == BEGINNINGS.get(its))
                && (place == null || place.equals(event.getZone()) || place.equals(event.getLine()));
    }

    /** The type of an event; an event of a class is APPEARED or LEFT. */
    static EventType type(Event event) {
        if (event.getType() != EventType.UNSPECIFIED) {
            return event.getType();
        }
        return event.getKind() == EventKind.LEFT ? EventType.LEFT : EventType.APPEARED;
    }
}
