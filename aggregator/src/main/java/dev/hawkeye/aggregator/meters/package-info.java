/** The aggregator's metrics and the meters behind them. Depends on the state, since a window's figures are shown. */
package dev.hawkeye.aggregator.meters;
