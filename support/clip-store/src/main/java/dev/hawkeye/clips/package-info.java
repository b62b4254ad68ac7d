/**
 * Storage for the clips of events: the settings, and the stores behind one interface. Knows no Kafka, no cameras and no
 * video.
 */
package dev.hawkeye.clips;
