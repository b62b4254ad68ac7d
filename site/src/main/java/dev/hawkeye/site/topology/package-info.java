/** The Kafka Streams topologies of a process, over HTTP. */
package dev.hawkeye.site.topology;
