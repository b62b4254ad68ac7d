/**
 * Pictures on demand: read from Kafka by the location of their record, scaled, cropped, with boxes, and cached. Knows
 * no routes.
 */
package dev.hawkeye.console.pictures;
