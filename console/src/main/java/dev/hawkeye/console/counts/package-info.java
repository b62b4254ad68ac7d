/**
 * Counts over time: final windows from the aggregators merged with the recent ones of this console, thinned out for long ranges,
 * and as CSV. Knows the state, but no route.
 */
package dev.hawkeye.console.counts;
