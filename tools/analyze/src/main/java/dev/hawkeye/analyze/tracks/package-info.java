/**
 * Assigns the boxes of each picture to objects: runs the tracker over the detections of a video, as the aggregator
 * does, and writes its result for every picture. Knows detections, but not the records that the aggregator makes of
 * them.
 */
package dev.hawkeye.analyze.tracks;
