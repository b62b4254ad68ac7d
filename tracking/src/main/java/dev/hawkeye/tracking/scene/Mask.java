package dev.hawkeye.tracking.scene;

import dev.hawkeye.tracking.Box;

/**
 * An area in which boxes are ignored: a screen, a poster, a neighbor's garden; an entry of {@code masks} of a camera.
 * Immutable.
 *
 * @param anchor the point that decides whether a box is in the area
 */
public record Mask(Polygon points, Anchor anchor) {
    /** @param box with relative coordinates */
    public boolean covers(Box box) {
        return points.contains(anchor.of(box));
    }
}
