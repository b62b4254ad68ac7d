/**
 * What a model states about itself: the metadata that Ultralytics exports, its shapes, and whether they are those of a
 * detector. Depends on the file and the input, not on how pictures are run.
 */
package dev.hawkeye.vision.model;
