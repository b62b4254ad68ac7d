/** The aggregator's settings, which validate themselves. Knows no other package of the aggregator. */
package dev.hawkeye.aggregator.config;
