/** Pictures on demand: read from Kafka by the place of their record, scaled, cropped, with boxes, and cached. Knows no route. */
package dev.hawkeye.console.pictures;
