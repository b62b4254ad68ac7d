package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.schemas.Track;
import java.util.stream.Collectors;

/** A row of objects.csv: one object from its first sighting to its last. */
@JsonPropertyOrder({
    "first",
    "last",
    "duration_s",
    "class",
    "object",
    "camera",
    "file",
    "time_s",
    "confidence",
    "sightings",
    "zones",
    "crossings",
    "id"
})
public record ObjectRow(
        @JsonProperty("first") String first,
        @JsonProperty("last") String last,
        @JsonProperty("duration_s") double duration,
        @JsonProperty("class") String className,
        @JsonProperty("object") long number,
        @JsonProperty("camera") String camera,
        @JsonProperty("file") String file,
        @JsonProperty("time_s") double seconds,
        @JsonProperty("confidence") double confidence,
        @JsonProperty("sightings") int sightings,
        @JsonProperty("zones") String zones,
        @JsonProperty("crossings") String crossings,
        @JsonProperty("id") String id) {

    /** @param track a final track */
    public static ObjectRow of(Track track, VideoTime video) {
        return new ObjectRow(
                track.getFirstSeen().toString(),
                track.getLastSeen().toString(),
                VideoTime.seconds(track.getFirstSeen(), track.getLastSeen()),
                track.getClassName(),
                track.getNumber(),
                track.getCamera(),
                video.file(),
                video.secondsOf(track.getFirstSeen()),
                Math.round(track.getConfidence() * 10_000) / 10_000.0,
                track.getSightings(),
                track.getZones().stream().map(visit -> visit.getZone()).collect(Collectors.joining(" ")),
                track.getCrossings().stream()
                        .map(crossing -> crossing.getLine() + ":" + crossing.getDirection())
                        .collect(Collectors.joining(" ")),
                track.getId());
    }
}
