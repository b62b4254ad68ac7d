package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.detection.Box;

/**
 * An object in a picture, for people to look at.
 *
 * @param box in pixels of the picture
 * @param className gives the label and the colour
 */
public record ShownObject(Box box, String className) {}
