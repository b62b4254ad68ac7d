package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;

/**
 * The material at one point.
 *
 * @param color the color in white light
 * @param shines emitted light
 * @param gloss how strongly it mirrors, 0 to 1
 */
record Surface(Color color, Color shines, double gloss) {
    static Surface dull(Color color) {
        return new Surface(color, Color.BLACK, 0);
    }
}
