/** How pixels are made: canvas, pen, light, weather and lens. Knows geometry and color, but not what is drawn. */
package dev.hawkeye.street.drawing;
