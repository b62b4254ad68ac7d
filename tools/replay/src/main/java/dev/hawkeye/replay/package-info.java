/**
 * {@code hawkeye replay}: {@link dev.hawkeye.replay.Replay} copies frames of the past from a site's topic to a broker of its own,
 * where detector and aggregator run with another model or other settings, and {@link dev.hawkeye.replay.Comparison} holds
 * what they find against what the site wrote at the time. Only reads from the site.
 */
package dev.hawkeye.replay;
