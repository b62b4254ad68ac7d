/** The settings below {@code notify}, checked on their own and against each other. Knows no Kafka. */
package dev.hawkeye.notify.config;
