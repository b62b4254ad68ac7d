/** The aggregator's settings, which validate themselves. Depends on no other package of the aggregator. */
package dev.hawkeye.aggregator.config;
