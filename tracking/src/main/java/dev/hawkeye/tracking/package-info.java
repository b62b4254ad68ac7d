/**
 * Objects instead of boxes: the tracker, its tracks and its settings. Independent of Kafka and pictures: takes boxes
 * with scores and capture times, and returns tracks.
 */
package dev.hawkeye.tracking;
