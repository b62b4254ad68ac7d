package dev.hawkeye.counts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One camera over one window of capture time. Immutable.
 *
 * @param start inclusive, epoch milliseconds
 * @param end exclusive, epoch milliseconds
 * @param framesAnalysed frames DETECTED
 * @param framesShed frames SHED
 * @param framesFailed frames FAILED
 * @param isFinal false for an early update, which a later one replaces
 * @param classes every class seen, by name
 */
public record CountWindow(
        long start,
        long end,
        long framesAnalysed,
        long framesShed,
        long framesFailed,
        @JsonProperty("final") boolean isFinal,
        List<ClassCount> classes) {

    public CountWindow {
        classes = List.copyOf(classes);
    }

    CountWindow asFinal() {
        return isFinal ? this : new CountWindow(start, end, framesAnalysed, framesShed, framesFailed, true, classes);
    }
}
