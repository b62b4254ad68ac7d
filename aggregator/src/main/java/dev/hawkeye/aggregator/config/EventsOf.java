package dev.hawkeye.aggregator.config;

/** What an event is about. */
public enum EventsOf {
    /** One object: it appears, enters a zone, crosses a line, leaves. */
    OBJECT,
    /** All objects of a class together: the first appears, the last leaves. */
    CLASS
}
