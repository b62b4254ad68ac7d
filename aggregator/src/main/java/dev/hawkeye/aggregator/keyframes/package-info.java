/**
 * The pictures of events: reads the frame, stores it on the site, and decides whether it leaves the site. Depends on
 * settings, state, input, output and meters, but not on events.
 */
package dev.hawkeye.aggregator.keyframes;
