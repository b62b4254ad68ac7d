/**
 * What is drawn over a camera's picture: zones, lines and masks, and the exact geometry of positions among them. All of it
 * is settings, immutable and validated on construction. Coordinates are relative, x of the picture's width and y of its
 * height, 0 to 1 from the top left, so that a change of resolution changes nothing. Knows no tracks.
 */
package dev.hawkeye.tracking.scene;
