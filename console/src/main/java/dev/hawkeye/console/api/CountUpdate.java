package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import java.util.List;

/** A window's counts of one class, as sent in live updates; fields as in {@link CountWindow} and {@link ClassCount}. */
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
        int peak,
        long objects,
        long newObjects,
        @JsonInclude(Include.NON_EMPTY) List<ZoneCount> zones,
        @JsonInclude(Include.NON_EMPTY) List<LineCount> lines) {}
