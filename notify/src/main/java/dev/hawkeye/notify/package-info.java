/**
 * Alarms: what of the events is told to whom. {@link dev.hawkeye.notify.NotifyService} wires rules, deliveries and targets. Knows no
 * other service.
 */
package dev.hawkeye.notify;
