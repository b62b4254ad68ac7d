/**
 * A street as a camera sees it, with ground truth boxes: the source of the demo and of test data. {@link
 * dev.hawkeye.street.Street} lays out the scene, moves the traffic, draws each picture, and records the ground truth.
 * Deterministic: the settings alone determine every pixel.
 */
package dev.hawkeye.street;
