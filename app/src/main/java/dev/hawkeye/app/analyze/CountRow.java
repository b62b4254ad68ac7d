package dev.hawkeye.app.analyze;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.schemas.WindowCount;

/** A row of counts.csv: one window, camera and class. */
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
    "frames_shed",
    "frames_failed"
})
record CountRow(
        @JsonProperty("window_start") String windowStart,
        @JsonProperty("window_end") String windowEnd,
        @JsonProperty("camera") String camera,
        @JsonProperty("class") String className,
        @JsonProperty("frames_analysed") long framesAnalysed,
        @JsonProperty("frames_with") long framesWith,
        @JsonProperty("detections") long detections,
        @JsonProperty("mean") double mean,
        @JsonProperty("peak") int peak,
        @JsonProperty("frames_shed") long framesShed,
        @JsonProperty("frames_failed") long framesFailed) {

    static CountRow of(WindowCount count) {
        return new CountRow(
                count.getWindowStart().toString(),
                count.getWindowEnd().toString(),
                count.getCamera(),
                count.getClassName(),
                count.getFramesAnalysed(),
                count.getFramesWith(),
                count.getDetections(),
                Math.round(count.getMean() * 10_000) / 10_000.0,
                count.getPeak(),
                count.getFramesShed(),
                count.getFramesFailed());
    }
}
