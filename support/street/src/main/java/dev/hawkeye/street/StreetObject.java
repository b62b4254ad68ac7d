package dev.hawkeye.street;

import dev.hawkeye.street.scene.ObjectKind;

/**
 * The truth about one object in one picture. A cyclist is two objects, a person and a bicycle.
 *
 * @param kind its class
 * @param track the same in all pictures of the film, from 1
 * @param x left edge of the smallest box around its pixels
 * @param y top edge of it, pixels
 * @param width of it, pixels
 * @param height of it, pixels
 * @param visible share of its pixels inside the picture that nothing nearer hides, 0 to 1, counted pixel by pixel
 */
public record StreetObject(
        ObjectKind kind, int track, double x, double y, double width, double height, double visible) {}
