/** What Kafka Streams runs in a process, over HTTP. */
package dev.hawkeye.site.topology;
