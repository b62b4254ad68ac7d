package dev.hawkeye.aggregator.config;

import dev.hawkeye.settings.Check;
import java.util.List;

/**
 * What becomes an event at a camera; keys of the camera in hawkeye.yaml. Immutable, validated on construction.
 *
 * @param eventClasses names of the classes that make events; empty for all detected classes
 * @param eventConfidence minimum score of a sighting that confirms an event, 0 to 1; any score keeps an ongoing event
 *     alive
 */
public record EventChoice(List<String> eventClasses, float eventConfidence) {
    /** Every sighting of every class. */
    public static final EventChoice ANY = new EventChoice(List.of(), 0);

    public EventChoice {
        eventClasses = List.copyOf(eventClasses);
        Check.zeroToOne("event-confidence", eventConfidence);
    }

    public boolean makesEvents(String className) {
        return eventClasses.isEmpty() || eventClasses.contains(className);
    }
}
