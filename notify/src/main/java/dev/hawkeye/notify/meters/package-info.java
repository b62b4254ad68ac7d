/** The metrics of alarms, and their meters. */
package dev.hawkeye.notify.meters;
