package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;

/** A window's count of one class, as sent in live updates; fields as in {@link CountWindow} and {@link ClassCount}. */
public record CountUpdate(
        String camera,
        String className,
        long windowStart,
        long windowEnd,
        @JsonProperty("final") boolean isFinal,
        long framesAnalysed,
        long framesWith,
        long detections,
        double mean,
        int peak) {}
