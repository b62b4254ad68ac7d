/**
 * How the site is doing: the lag of the detector and the aggregator, and the report that the health view shows. Knows
 * the state.
 */
package dev.hawkeye.console.health;
