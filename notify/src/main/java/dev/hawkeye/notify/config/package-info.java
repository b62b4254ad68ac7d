/** The settings under {@code notify}, checked individually and against each other. Does not depend on Kafka. */
package dev.hawkeye.notify.config;
