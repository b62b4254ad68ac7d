/** The output: the records of each topic, with their keys and times. Knows the settings and the state. */
package dev.hawkeye.aggregator.output;
