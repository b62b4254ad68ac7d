package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.detection.Box;

/**
 * An object to draw into a picture.
 *
 * @param box in pixels of the picture
 * @param className determines the label and the color
 */
public record ShownObject(Box box, String className) {}
