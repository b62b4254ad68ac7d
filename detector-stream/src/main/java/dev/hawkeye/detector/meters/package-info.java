/**
 * What the detector counts and reports about itself: metrics, the model in use, overload. Depends only on records and
 * numbers.
 */
package dev.hawkeye.detector.meters;
