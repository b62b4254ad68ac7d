/**
 * The command {@code reset}: shows the state that a Kafka Streams application keeps, and deletes it on confirmation.
 */
package dev.hawkeye.app.reset;
