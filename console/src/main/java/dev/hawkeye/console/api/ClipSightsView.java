package dev.hawkeye.console.api;

import java.util.List;

/**
 * The detections in the clip of an event.
 *
 * @param durationMillis length of the clip, ms
 * @param sights the sights in the order in which they are shown
 */
public record ClipSightsView(long durationMillis, List<Sight> sights) {
    /**
     * The detections in one picture, shown until the next one.
     *
     * @param at time of the picture, ms from the beginning of the clip
     * @param width the width of the picture that boxes refer to, pixels
     * @param height the height of that picture, pixels
     */
    public record Sight(int at, int width, int height, List<DetectedObjectView> objects) {}
}
