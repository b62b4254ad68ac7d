/** The aggregator's metrics and the meters behind them. Knows the state, since a window's figures are shown. */
package dev.hawkeye.aggregator.meters;
