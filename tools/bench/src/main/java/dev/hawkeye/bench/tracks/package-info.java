/**
 * The quality and cost of tracking and counting on drawn streets. Knows the module tracking, the street and the model,
 * but neither Kafka nor the services.
 */
package dev.hawkeye.bench.tracks;
