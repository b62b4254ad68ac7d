/**
 * A street that does not exist, filmed: a demo camera, and pictures with known answers. {@link dev.hawkeye.street.Street}
 * is the way in; {@link dev.hawkeye.street.Pen} tells how things are drawn.
 */
package dev.hawkeye.street;
