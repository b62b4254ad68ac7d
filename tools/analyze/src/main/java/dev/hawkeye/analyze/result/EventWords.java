package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventType;

/** Descriptions of events. */
public final class EventWords {
    private EventWords() {}

    /** A description such as "car 14 over gate, in"; for an event of a class, its name. */
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

    /**
     * The type with which the event began: the last record of a lasting event has the type of its end. Empty for an
     * event of a class.
     */
    static String type(Event event) {
        return switch (event.getType()) {
            case UNSPECIFIED -> "";
            case APPEARED, LEFT -> EventType.APPEARED.name();
            case ENTERED, EXITED -> EventType.ENTERED.name();
            case CROSSED, LOITERING, OCCUPANCY -> event.getType().name();
        };
    }
}
