package dev.hawkeye.console.api;

import java.util.List;

/**
 * More frames of live cameras are wanted than can be analysed; over the last 30 s, or 15 s when it has just begun.
 *
 * @param wanted frames per second, whether or not they came
 * @param analysed of them
 * @param cameras those that lose frames, or of which less than half came, the one with the fewest analysed first
 * @param help what would help, a line each, the most promising first
 */
public record OverloadView(double wanted, double analysed, List<CameraLoad> cameras, List<String> help) {

    /** The same, for one camera. */
    public record CameraLoad(String camera, double wanted, double analysed) {}
}
