package dev.hawkeye.console.api;

import java.util.List;

/**
 * More frames come from live cameras than can be analysed; over the last 30 s.
 *
 * @param wanted frames per second
 * @param analysed of them
 * @param cameras those that lose frames, the one with the fewest analysed first
 * @param help what would help, a line each, the most promising first
 */
public record OverloadView(double wanted, double analysed, List<CameraLoad> cameras, List<String> help) {

    /** Likewise, of one camera. */
    public record CameraLoad(String camera, double wanted, double analysed) {}
}
