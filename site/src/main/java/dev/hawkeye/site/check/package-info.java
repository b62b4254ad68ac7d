/**
 * Checks beyond the form of the settings, before anything starts: whether model, videos and key stores are there, and
 * whether Kafka's clients would accept their properties. Connects to nothing.
 */
package dev.hawkeye.site.check;
