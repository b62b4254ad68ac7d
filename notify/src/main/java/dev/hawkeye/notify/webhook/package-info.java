/** Targets that take messages by HTTP POST. */
package dev.hawkeye.notify.webhook;
