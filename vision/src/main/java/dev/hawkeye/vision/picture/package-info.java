/**
 * Pictures: checking JPEGs before they are decoded, decoding, turning and scaling them, and folders of picture files.
 * The lowest package of this module: it depends on no models.
 */
package dev.hawkeye.vision.picture;
