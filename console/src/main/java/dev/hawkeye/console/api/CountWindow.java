package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One camera over one window of capture time.
 *
 * @param start inclusive
 * @param end exclusive
 * @param isFinal false: an early update, which a later one replaces
 * @param classes by name; those without objects are left out
 */
public record CountWindow(
        long start,
        long end,
        long framesAnalysed,
        long framesShed,
        long framesFailed,
        @JsonProperty("final") boolean isFinal,
        List<ClassCount> classes) {}
