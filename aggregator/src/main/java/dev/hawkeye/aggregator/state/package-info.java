/**
 * What the aggregator remembers: the records of its stores, generated from the schemas in {@code src/main/avro}, how
 * they are written and how large they are. Depends on no other package of the aggregator.
 */
package dev.hawkeye.aggregator.state;
