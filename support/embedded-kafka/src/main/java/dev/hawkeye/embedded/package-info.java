/**
 * One Kafka broker inside the process: its ports, its data directory, and its lifecycle. Knows Kafka's server and the
 * settings, but nothing about Hawkeye's topics.
 */
package dev.hawkeye.embedded;
