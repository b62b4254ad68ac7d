package dev.hawkeye.notify.alarm;

import dev.hawkeye.schemas.Event;
import java.time.Instant;

/**
 * One message to a target. Immutable.
 *
 * @param kind what it says
 * @param id of the event for the rule, or of the alarm: a UUID that follows from rule, camera and first event, so that a repeat has
 *     the same
 * @param rule name of the rule
 * @param event the event, or the first one of the alarm
 * @param start capture time at which it began
 * @param end capture time at which it was over; null if it is not, or not yet
 * @param events of the alarm so far
 * @param moment capture time of what caused it, for the delay
 * @param arrived when that was written to the topic, ms since 1970
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

    /** What a notification says. */
    public enum Kind {
        /** An event that is sent alone. */
        EVENT("event"),
        BEGAN("alarm-began"),
        ENDED("alarm-ended"),
        /** Somebody wants to know whether the target answers. */
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
