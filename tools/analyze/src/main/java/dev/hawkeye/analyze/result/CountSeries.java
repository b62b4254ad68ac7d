package dev.hawkeye.analyze.result;

import java.time.Instant;
import java.util.stream.Stream;

/**
 * The counts over the time of a video.
 *
 * @param counts the counts by time, then class
 * @param end capture time of the last picture
 */
public record CountSeries(Stream<Count> counts, Instant end) {}
