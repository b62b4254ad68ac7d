package dev.hawkeye.tracking.presence;

import dev.hawkeye.tracking.Box;

/**
 * The position of a track at one time.
 *
 * @param time capture time, ms
 * @param box in fractions of the picture's width and height; finite, of positive size
 */
public record Position(long time, Box box) {
    public Position {
        if (!(box.width() > 0 && box.height() > 0)
                || !Double.isFinite(box.left() + box.right() + box.top() + box.bottom())) {
            throw new IllegalArgumentException("a position must have an extent: " + box);
        }
    }

    /** The time after a fraction, 0 to 1, of the path to a later position. */
    long timeTo(Position later, double share) {
        return time + Math.round((later.time - time) * share);
    }
}
