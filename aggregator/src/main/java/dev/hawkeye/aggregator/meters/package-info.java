/** The aggregator's metrics and what counts them. Knows the state, of which a window's figures are shown. */
package dev.hawkeye.aggregator.meters;
