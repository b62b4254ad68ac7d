package dev.hawkeye.console.state;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.util.Map;

/**
 * Which events are wanted. Immutable.
 *
 * @param camera null for all
 * @param className null for all
 * @param type of {@link #type}; null for all. An event that lasts is found by what it began as, and by what it ended as
 * @param place name of a zone or line; null for all
 * @param from only those that began then or later, epoch milliseconds
 * @param before only those that began before, epoch milliseconds
 * @param limit at least 1
 */
public record EventQuery(
        String camera, String className, EventType type, String place, long from, long before, int limit) {
    private static final Map<EventType, EventType> BEGINNINGS =
            Map.of(EventType.LEFT, EventType.APPEARED, EventType.EXITED, EventType.ENTERED);

    /** All of them, the newest. */
    public static EventQuery all(int limit) {
        return new EventQuery(null, null, null, null, 0, Long.MAX_VALUE, limit);
    }

    /** Whether it is wanted, but for its time. */
    boolean fits(Event event) {
        EventType its = type(event);
        return (camera == null || camera.equals(event.getCamera()))
                && (className == null || className.equals(event.getClassName()))
                && (type == null || type == its || type == BEGINNINGS.get(its))
                && (place == null || place.equals(event.getZone()) || place.equals(event.getLine()));
    }

    /** What happened; an event of a class has appeared, or left. */
    static EventType type(Event event) {
        if (event.getType() != EventType.UNSPECIFIED) {
            return event.getType();
        }
        return event.getKind() == EventKind.LEFT ? EventType.LEFT : EventType.APPEARED;
    }
}
