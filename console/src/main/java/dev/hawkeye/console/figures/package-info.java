/**
 * Rates, percentiles and rounding over the last seconds or minute. Pure arithmetic; knows nothing else about Hawkeye.
 */
package dev.hawkeye.console.figures;
