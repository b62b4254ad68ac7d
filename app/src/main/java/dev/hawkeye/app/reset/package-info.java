/** The command {@code reset}: what an application of Kafka Streams remembers is shown, and on confirmation forgotten. */
package dev.hawkeye.app.reset;
