/**
 * {@code hawkeye replay}: {@link dev.hawkeye.replay.Replay} copies past frames from a site's topic to its own broker,
 * where a detector and an aggregator run with another model or other settings, and {@link
 * dev.hawkeye.replay.Comparison} compares their results with those that the site wrote originally. Only reads from the
 * site.
 */
package dev.hawkeye.replay;
