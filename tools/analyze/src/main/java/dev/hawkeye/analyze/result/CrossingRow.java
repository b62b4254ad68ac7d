package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;

/** A row of crossings.csv: one line crossing of an object. */
@JsonPropertyOrder({"time", "line", "direction", "class", "object", "camera", "file", "time_s"})
public record CrossingRow(
        @JsonProperty("time") String time,
        @JsonProperty("line") String line,
        @JsonProperty("direction") String direction,
        @JsonProperty("class") String className,
        @JsonProperty("object") long number,
        @JsonProperty("camera") String camera,
        @JsonProperty("file") String file,
        @JsonProperty("time_s") double seconds) {

    /** @param track a final track */
    public static CrossingRow of(Track track, LineCrossing crossing, VideoTime video) {
        return new CrossingRow(
                crossing.getTime().toString(),
                crossing.getLine(),
                crossing.getDirection(),
                track.getClassName(),
                track.getNumber(),
                track.getCamera(),
                video.file(),
                video.secondsOf(crossing.getTime()));
    }
}
