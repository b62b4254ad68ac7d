/**
 * Clips of events as the page plays them: parts of their files, and what was seen in them. Knows nothing of HTTP.
 */
package dev.hawkeye.console.clips;
