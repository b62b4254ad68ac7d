/** Targets that are actuators: commands over Kafka, each sent once and not after its deadline, and what became of them. */
package dev.hawkeye.notify.command;
