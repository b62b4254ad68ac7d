/** Targets that are actuators: commands over Kafka, each sent once and not after its deadline, and their results. */
package dev.hawkeye.notify.command;
