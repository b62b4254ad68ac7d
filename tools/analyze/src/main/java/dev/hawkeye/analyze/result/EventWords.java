package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventType;

/** Events in words. */
public final class EventWords {
    private EventWords() {}

    /** What happened, such as "car 14 over gate, in"; of an event of a class, its name. */
    public static String of(Event event) {
        String who = event.getNumber() > 0 ? event.getClassName() + " " + event.getNumber() : event.getClassName();
        return switch (event.getType()) {
            case UNSPECIFIED, APPEARED, LEFT -> who;
            case ENTERED, EXITED -> who + " in " + event.getZone();
            case CROSSED -> who + " over " + event.getLine() + ", " + event.getDirection();
            case LOITERING -> who + " loiters in " + event.getZone();
            case OCCUPANCY -> event.getZone() + " is full";
        };
    }

    /** What the event began as: the last record of one that lasts tells its end. Empty for an event of a class. */
    static String type(Event event) {
        return switch (event.getType()) {
            case UNSPECIFIED -> "";
            case APPEARED, LEFT -> EventType.APPEARED.name();
            case ENTERED, EXITED -> EventType.ENTERED.name();
            case CROSSED, LOITERING, OCCUPANCY -> event.getType().name();
        };
    }
}
