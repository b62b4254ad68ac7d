package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.ZoneVisit;

/** A row of visits.csv: one visit of an object to a zone. */
@JsonPropertyOrder({"entered", "exited", "dwell_s", "zone", "class", "object", "camera", "file", "time_s"})
public record VisitRow(
        @JsonProperty("entered") String entered,
        @JsonProperty("exited") String exited,
        @JsonProperty("dwell_s") double dwell,
        @JsonProperty("zone") String zone,
        @JsonProperty("class") String className,
        @JsonProperty("object") long number,
        @JsonProperty("camera") String camera,
        @JsonProperty("file") String file,
        @JsonProperty("time_s") double seconds) {

    /** @param track a final track */
    public static VisitRow of(Track track, ZoneVisit visit, VideoTime video) {
        return new VisitRow(
                visit.getEntered().toString(),
                visit.getExited() == null ? null : visit.getExited().toString(),
                visit.getDwellMillis() / 1000.0,
                visit.getZone(),
                track.getClassName(),
                track.getNumber(),
                track.getCamera(),
                video.file(),
                video.secondsOf(visit.getEntered()));
    }
}
