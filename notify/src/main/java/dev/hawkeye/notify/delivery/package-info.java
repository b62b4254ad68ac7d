/** From the topic of events to one target: in order, at least once, and each target on its own. Knows no kind of target. */
package dev.hawkeye.notify.delivery;
