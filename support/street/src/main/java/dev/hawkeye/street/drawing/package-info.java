/**
 * How pixels are made: canvas, pen, light, weather and lens. Knows geometry and color, and nothing of what is
 * drawn.
 */
package dev.hawkeye.street.drawing;
