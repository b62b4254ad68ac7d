/** The metrics that the console declares, and the meters behind them. */
package dev.hawkeye.console.metrics;
