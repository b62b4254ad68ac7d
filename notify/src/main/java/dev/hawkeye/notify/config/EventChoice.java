package dev.hawkeye.notify.config;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.util.List;
import java.util.Locale;

/** The types of events that rules can choose. */
public enum EventChoice {
    APPEARED,
    LEFT,
    ENTERED,
    EXITED,
    CROSSED,
    LOITERING,
    OCCUPANCY;

    /** The default of a rule that names none: everything that begins. */
    static final List<EventChoice> BEGINNINGS = List.of(APPEARED, ENTERED, CROSSED, LOITERING, OCCUPANCY);

    /** The type of a record. A whole-class event has no type, and counts as appeared or left. */
    public static EventChoice of(Event event) {
        return switch (event.getType()) {
            case APPEARED -> APPEARED;
            case LEFT -> LEFT;
            case ENTERED -> ENTERED;
            case EXITED -> EXITED;
            case CROSSED -> CROSSED;
            case LOITERING -> LOITERING;
            case OCCUPANCY -> OCCUPANCY;
            case UNSPECIFIED -> event.getKind() == EventKind.APPEARED ? APPEARED : LEFT;
        };
    }

    /** As written in hawkeye.yaml and in messages. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
