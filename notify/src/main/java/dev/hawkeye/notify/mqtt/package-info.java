/** Targets that are MQTT 5 brokers, and what Home Assistant is told about the cameras. */
package dev.hawkeye.notify.mqtt;
