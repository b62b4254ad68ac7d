/**
 * From events to notifications: which match a rule, which belong together, what begins and what ends. Pure: time is that of the
 * events, and the same events give the same notifications, also after a restart. Knows no target, and nothing of Kafka but offsets.
 */
package dev.hawkeye.notify.alarm;
