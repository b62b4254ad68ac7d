/** Targets that are MQTT 5 brokers, and the announcements of cameras to Home Assistant. */
package dev.hawkeye.notify.mqtt;
