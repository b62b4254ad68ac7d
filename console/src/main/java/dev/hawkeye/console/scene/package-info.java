/**
 * Zones and lines: the configured ones, and what a drawn one would have counted in the last minutes. Knows the views of
 * the API and the module {@code tracking}; neither state nor routes.
 */
package dev.hawkeye.console.scene;
