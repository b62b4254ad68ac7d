package dev.hawkeye.console.api;

import java.util.List;

/**
 * More frames of live cameras than can be analyzed, over the last 30 s, or 15 s when overload has just begun.
 *
 * @param wanted the wanted frames per second, whether or not they arrived
 * @param analysed how many of them were analyzed
 * @param cameras the cameras that lose frames, or of whose frames less than half arrived, the one with the fewest
 * analyzed first
 * @param help remedies, one line each, most promising first
 */
public record OverloadView(double wanted, double analysed, List<CameraLoad> cameras, List<String> help) {

    /** The same, for one camera. */
    public record CameraLoad(String camera, double wanted, double analysed) {}
}
