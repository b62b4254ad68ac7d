/**
 * Zones and lines: what is configured, and what one that somebody draws would have counted in the last minutes. Knows the
 * views of the API and the module {@code tracking}; neither state nor routes.
 */
package dev.hawkeye.console.scene;
