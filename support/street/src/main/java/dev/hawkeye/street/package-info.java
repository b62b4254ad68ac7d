/**
 * A street as a camera sees it, with the true boxes of what is in it: the source of the demo and of test data.
 * {@link dev.hawkeye.street.Street} lays out the scene, moves the traffic, draws each picture, and knows the
 * truth about it. Deterministic: the settings alone decide every pixel.
 */
package dev.hawkeye.street;
