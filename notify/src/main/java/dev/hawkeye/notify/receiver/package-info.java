/** The interface of targets, and code shared by all types of targets. */
package dev.hawkeye.notify.receiver;
