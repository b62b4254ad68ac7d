/** Notifications as JSON, the same for webhooks and MQTT. */
package dev.hawkeye.notify.message;
