/**
 * What the detector counts and reports about itself: metrics, the model in use, overload. Knows records and
 * numbers only.
 */
package dev.hawkeye.detector.meters;
