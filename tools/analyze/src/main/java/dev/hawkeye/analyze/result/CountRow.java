package dev.hawkeye.analyze.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A row of counts.csv: one window, video and class. */
@JsonPropertyOrder({
    "window_start",
    "window_end",
    "camera",
    "class",
    "frames_analysed",
    "frames_with",
    "detections",
    "mean",
    "peak",
    "frames_failed",
    "file"
})
public record CountRow(
        @JsonProperty("window_start") String windowStart,
        @JsonProperty("window_end") String windowEnd,
        @JsonProperty("camera") String camera,
        @JsonProperty("class") String className,
        @JsonProperty("frames_analysed") long framesAnalysed,
        @JsonProperty("frames_with") long framesWith,
        @JsonProperty("detections") long detections,
        @JsonProperty("mean") double mean,
        @JsonProperty("peak") int peak,
        @JsonProperty("frames_failed") long framesFailed,
        @JsonProperty("file") String file) {

    public static CountRow of(Count count, String file) {
        return new CountRow(
                count.start().toString(),
                count.end().toString(),
                count.camera(),
                count.className(),
                count.framesAnalysed(),
                count.framesWith(),
                count.detections(),
                Math.round(count.mean() * 10_000) / 10_000.0,
                count.peak(),
                count.framesFailed(),
                file);
    }
}
