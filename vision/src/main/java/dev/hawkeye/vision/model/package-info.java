/**
 * What a model says of itself: the metadata that Ultralytics exports, its shapes, and whether they are those of a detector.
 * Knows the file and the input, not how pictures are run.
 */
package dev.hawkeye.vision.model;
