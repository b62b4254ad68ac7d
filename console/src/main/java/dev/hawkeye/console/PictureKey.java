package dev.hawkeye.console;

/**
 * Which picture, and how.
 *
 * @param kind of the record that holds it
 * @param width most pixels, 0 for the full picture
 * @param boxes whether boxes are drawn into it
 */
record PictureKey(Kind kind, int partition, long offset, int width, boolean boxes) {
    enum Kind {
        FRAME,
        KEYFRAME
    }
}
