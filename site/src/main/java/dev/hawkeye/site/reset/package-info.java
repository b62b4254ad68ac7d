/**
 * The state of a Kafka Streams application and how to reset it: committed offsets, changelogs, local folder.
 * Independent of the command line.
 */
package dev.hawkeye.site.reset;
