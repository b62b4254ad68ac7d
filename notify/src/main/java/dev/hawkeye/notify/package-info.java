/**
 * Alarms: which events are sent to which targets. {@link dev.hawkeye.notify.NotifyService} wires rules, deliveries and
 * targets. Does not depend on other services.
 */
package dev.hawkeye.notify;
