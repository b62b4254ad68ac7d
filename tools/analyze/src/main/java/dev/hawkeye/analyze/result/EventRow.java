package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.schemas.Event;

/** A row of events.csv: one event from start to end. */
@JsonPropertyOrder({
    "start",
    "end",
    "duration_s",
    "class",
    "camera",
    "file",
    "time_s",
    "confidence",
    "peak",
    "picture",
    "picture_time_s",
    "crop",
    "event",
    "type",
    "object",
    "zone",
    "line",
    "direction",
    "dwell_s"
})
public record EventRow(
        @JsonProperty("start") String start,
        @JsonProperty("end") String end,
        @JsonProperty("duration_s") Double duration,
        @JsonProperty("class") String className,
        @JsonProperty("camera") String camera,
        @JsonProperty("file") String file,
        @JsonProperty("time_s") double seconds,
        @JsonProperty("confidence") double confidence,
        @JsonProperty("peak") int peak,
        @JsonProperty("picture") String picture,
        @JsonProperty("picture_time_s") Double pictureSeconds,
        @JsonProperty("crop") String crop,
        @JsonProperty("event") String event,
        @JsonProperty("type") String type,
        @JsonProperty("object") Long number,
        @JsonProperty("zone") String zone,
        @JsonProperty("line") String line,
        @JsonProperty("direction") String direction,
        @JsonProperty("dwell_s") Double dwell) {

    public static EventRow of(FoundEvent found) {
        Event event = found.event();
        return new EventRow(
                event.getStart().toString(),
                event.getEnd() == null ? null : event.getEnd().toString(),
                found.duration(),
                event.getClassName(),
                event.getCamera(),
                found.file(),
                found.seconds(),
                Math.round(event.getConfidence() * 10_000) / 10_000.0,
                event.getPeak(),
                found.picture(),
                found.pictureSeconds(),
                found.crop(),
                event.getId(),
                EventWords.type(event),
                event.getNumber() > 0 ? event.getNumber() : null,
                event.getZone(),
                event.getLine(),
                event.getDirection(),
                event.getDwellMillis() == null ? null : event.getDwellMillis() / 1000.0);
    }
}
