/**
 * Objects instead of boxes: tracks what each camera shows, and what its objects do in zones and at lines. Works on the
 * state of one camera. Depends on the tracking module and, within the aggregator, on everything below events except the
 * history.
 */
package dev.hawkeye.aggregator.objects;
