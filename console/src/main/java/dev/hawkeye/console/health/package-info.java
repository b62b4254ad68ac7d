/**
 * The health of the site: the lag of the detector and the aggregator, and the report for the health view. Knows the
 * state.
 */
package dev.hawkeye.console.health;
