package dev.hawkeye.replay;

/**
 * The counts of something in both runs.
 *
 * @param what what was counted, such as a class, or a line with a direction
 */
public record Tally(String camera, String what, long live, long replay) {
    long difference() {
        return Math.abs(live - replay);
    }

    long larger() {
        return Math.max(live, replay);
    }
}
