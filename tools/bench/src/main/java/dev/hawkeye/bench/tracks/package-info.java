/**
 * How well objects are tracked and counted on drawn streets, and what that costs. Knows the module tracking, the street and
 * the model, but neither Kafka nor the services.
 */
package dev.hawkeye.bench.tracks;
