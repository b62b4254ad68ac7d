/**
 * Which box of which picture belongs to which object: runs the tracker over the detections of a video, as the aggregator does,
 * and writes what it says of every picture. Knows detections, and nothing of the records that the aggregator makes of them.
 */
package dev.hawkeye.analyze.tracks;
