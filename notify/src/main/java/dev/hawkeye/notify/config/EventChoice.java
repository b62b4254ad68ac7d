package dev.hawkeye.notify.config;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.util.List;
import java.util.Locale;

/** What can happen before a camera, as rules choose it. */
public enum EventChoice {
    APPEARED,
    LEFT,
    ENTERED,
    EXITED,
    CROSSED,
    LOITERING,
    OCCUPANCY;

    /** What a rule means that names none: all that begins. */
    static final List<EventChoice> BEGINNINGS = List.of(APPEARED, ENTERED, CROSSED, LOITERING, OCCUPANCY);

    /** What a record is about: an event of a whole class has no type, and appears or leaves. */
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
