/**
 * Counts over time: final windows from the aggregators, merged with this console's recent ones, downsampled for long
 * ranges, and as CSV. Knows the state, but no routes.
 */
package dev.hawkeye.console.counts;
