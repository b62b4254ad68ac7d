/** The aggregator's settings, which check themselves. Knows no other package of the aggregator. */
package dev.hawkeye.aggregator.config;
