/**
 * Objects instead of boxes: the tracker, its tracks and its settings. Knows neither Kafka nor pictures: boxes with scores and
 * capture times in, tracks out.
 */
package dev.hawkeye.tracking;
