package dev.hawkeye.notify.alarm;

import dev.hawkeye.schemas.Event;
import java.time.Instant;

/**
 * One message to a target. Immutable.
 *
 * @param kind what it reports
 * @param id of the event for the rule, or of the alarm: a UUID derived from rule, camera and first event, so that a
 *     repeat has the same id
 * @param rule name of the rule
 * @param event the event, or the first one of the alarm
 * @param start capture time of its beginning
 * @param end capture time of its end; null if it has no end, or not yet
 * @param events number of events of the alarm so far
 * @param moment capture time of its cause, to measure the delay
 * @param arrived when the cause was written to the topic, ms since 1970
 */
public record Notification(
        Kind kind,
        String id,
        String rule,
        Event event,
        Instant start,
        Instant end,
        int events,
        Instant moment,
        long arrived) {

    /** What a notification reports. */
    public enum Kind {
        /** An event that is sent alone. */
        EVENT("event"),
        BEGAN("alarm-began"),
        ENDED("alarm-ended"),
        /** A test of whether the target responds. */
        TEST("test");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As in messages. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** The same for each repeat of this notification, and for no other. */
    public String key() {
        return id + "/" + kind;
    }

    public String camera() {
        return event.getCamera();
    }
}
