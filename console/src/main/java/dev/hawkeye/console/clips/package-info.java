/** Clips of events as the page plays them: ranges of their files, and their detections. Knows nothing about HTTP. */
package dev.hawkeye.console.clips;
