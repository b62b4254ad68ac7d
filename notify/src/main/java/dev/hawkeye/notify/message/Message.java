package dev.hawkeye.notify.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.schemas.Event;
import java.time.Instant;

/**
 * The message for receivers, described by docs/alarm.schema.json. Times are ISO 8601 in UTC. Immutable.
 *
 * @param version of the format; additions do not change it
 * @param key the same for each repeat of this message, and for no other
 * @param type event, alarm-began, alarm-ended or test
 * @param events number of events of the alarm so far; 1 for a single event
 * @param keyframe address of the picture; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Message(
        int version,
        String id,
        String key,
        String type,
        String site,
        String rule,
        String camera,
        @JsonProperty("class") String className,
        String event,
        String eventId,
        String zone,
        String line,
        String direction,
        String start,
        String end,
        Long dwellMillis,
        Integer occupancy,
        float confidence,
        int events,
        String keyframe) {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Message of(Notification notification, NotifyConfig config) {
        Event event = notification.event();
        return new Message(
                VERSION,
                notification.id(),
                notification.key(),
                notification.kind().toString(),
                config.site(),
                notification.rule(),
                event.getCamera(),
                event.getClassName(),
                EventChoice.of(event).toString(),
                event.getId(),
                event.getZone(),
                event.getLine(),
                event.getDirection(),
                text(notification.start()),
                text(notification.end()),
                event.getDwellMillis(),
                event.getOccupancy(),
                event.getConfidence(),
                notification.events(),
                keyframe(event, config));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static String keyframe(Event event, NotifyConfig config) {
        return event.getKeyframe() == null || config.console().isEmpty()
                ? null
                : config.console().replaceFirst("/$", "") + "/api/events/" + event.getId() + "/keyframe.jpg";
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
