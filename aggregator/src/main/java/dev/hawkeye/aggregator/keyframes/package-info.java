/**
 * The pictures of events: reads the frame, keeps it on the site, and decides whether it leaves the site. Knows
 * settings, state, input, output and meters, but not events.
 */
package dev.hawkeye.aggregator.keyframes;
