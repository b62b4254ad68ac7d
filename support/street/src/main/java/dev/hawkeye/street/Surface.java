package dev.hawkeye.street;

/**
 * What something is made of at one point.
 *
 * @param colour in white light
 * @param shines light of its own
 * @param gloss how much it mirrors, 0 to 1
 */
record Surface(Colour colour, Colour shines, double gloss) {
    static Surface dull(Colour colour) {
        return new Surface(colour, Colour.BLACK, 0);
    }
}
