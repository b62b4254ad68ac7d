/**
 * From events to notifications: which match a rule, which belong together, what begins and what ends. Deterministic:
 * time is the events' time, and the same events yield the same notifications, even after a restart. Does not depend on
 * targets, nor on Kafka except for offsets.
 */
package dev.hawkeye.notify.alarm;
