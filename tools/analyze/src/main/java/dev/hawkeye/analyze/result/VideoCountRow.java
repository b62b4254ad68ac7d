package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hawkeye.counts.csv.CountRow;

/** A row of counts.csv: one window, video and class. */
@JsonPropertyOrder({"count", "frames_failed", "file", "objects", "new_objects"})
public record VideoCountRow(
        @JsonUnwrapped CountRow count,
        @JsonProperty("frames_failed") long framesFailed,
        @JsonProperty("file") String file,
        @JsonProperty("objects") long objects,
        @JsonProperty("new_objects") long newObjects) {

    public static VideoCountRow of(Count count, String file) {
        CountRow row = new CountRow(
                count.start().toString(),
                count.end().toString(),
                count.camera(),
                count.className(),
                count.framesAnalysed(),
                count.framesWith(),
                count.detections(),
                count.mean(),
                count.peak());
        return new VideoCountRow(row, count.framesFailed(), file, count.objects(), count.newObjects());
    }
}
