/** The output: the records of each topic, with their keys and times. Depends on the settings and the state. */
package dev.hawkeye.aggregator.output;
