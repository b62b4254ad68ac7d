/**
 * What an application of Kafka Streams remembers, and how to make it forget: committed offsets, changelogs, local folder.
 * Knows no command line.
 */
package dev.hawkeye.site.reset;
