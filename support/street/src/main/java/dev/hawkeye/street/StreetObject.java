package dev.hawkeye.street;

import dev.hawkeye.street.scene.ObjectKind;

/**
 * The ground truth of one object in one picture. A cyclist is two objects, a person and a bicycle.
 *
 * @param kind its class
 * @param track the same in all pictures of the film, from 1
 * @param x left edge of the smallest box around its pixels
 * @param y its top edge, pixels
 * @param width its width, pixels
 * @param height its height, pixels
 * @param visible share of its pixels inside the picture that no nearer object hides, 0 to 1
 */
public record StreetObject(
        ObjectKind kind, int track, double x, double y, double width, double height, double visible) {}
