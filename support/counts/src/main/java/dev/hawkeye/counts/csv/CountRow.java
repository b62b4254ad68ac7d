package dev.hawkeye.counts.csv;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The first columns of every CSV file of counts: one window, camera and class. Each file appends its own columns, see
 * {@link com.fasterxml.jackson.annotation.JsonUnwrapped}.
 *
 * @param mean rounded to four decimal places
 */
@JsonPropertyOrder({
    "window_start",
    "window_end",
    "camera",
    "class",
    "frames_analysed",
    "frames_with",
    "detections",
    "mean",
    "peak"
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
        @JsonProperty("peak") int peak) {

    public CountRow {
        mean = Math.round(mean * 10_000) / 10_000.0;
    }
}
