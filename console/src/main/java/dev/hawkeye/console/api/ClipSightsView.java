package dev.hawkeye.console.api;

import java.util.List;

/**
 * What was seen in the clip of an event.
 *
 * @param durationMillis how long the clip plays
 * @param sights in the order in which they are shown
 */
public record ClipSightsView(long durationMillis, List<Sight> sights) {
    /**
     * What was seen in one picture, until the next one.
     *
     * @param at when the picture is shown, ms from the begin of the clip
     * @param width of the picture that boxes refer to, pixels
     * @param height of it
     */
    public record Sight(int at, int width, int height, List<DetectedObjectView> objects) {}
}
