/**
 * What is drawn over a camera's picture: zones, lines and masks, and the exact geometry of positions relative to them.
 * All types are settings, immutable and validated on construction. Coordinates are relative, x as a fraction of the
 * picture's width and y of its height, 0 to 1 from the top left, so that a change of resolution changes nothing.
 * Independent of tracks.
 */
package dev.hawkeye.tracking.scene;
