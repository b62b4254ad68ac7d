/**
 * From the events topic to one target: in order, at least once, each target independently. Does not depend on the types
 * of targets.
 */
package dev.hawkeye.notify.delivery;
