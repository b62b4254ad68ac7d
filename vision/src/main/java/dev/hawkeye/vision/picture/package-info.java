/**
 * Pictures: JPEGs that are checked before they are decoded, decoded, turned and scaled, and folders of picture files. The
 * lowest package of this module: it knows no models.
 */
package dev.hawkeye.vision.picture;
