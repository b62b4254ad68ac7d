/**
 * Where the clips of events are: their settings, and the stores behind one interface. Knows no Kafka, no cameras and no video.
 */
package dev.hawkeye.clips;
