/**
 * Checks beyond the syntax of the settings, before anything starts: whether the model, videos and key stores exist, and
 * whether Kafka's clients would accept their properties. Connects to nothing.
 */
package dev.hawkeye.site.check;
