/**
 * The boxes of each picture as files: CSV, JSON lines, MOT and COCO. Knows detections, and the list of written files.
 */
package dev.hawkeye.analyze.boxes;
