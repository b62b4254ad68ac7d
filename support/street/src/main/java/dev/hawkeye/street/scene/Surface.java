package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;

/**
 * What something is made of at one point.
 *
 * @param colour in white light
 * @param shines light of its own
 * @param gloss how much it mirrors, 0 to 1
 */
record Surface(Color colour, Color shines, double gloss) {
    static Surface dull(Color colour) {
        return new Surface(colour, Color.BLACK, 0);
    }
}
