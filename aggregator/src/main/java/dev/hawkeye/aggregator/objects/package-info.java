/**
 * Objects instead of boxes: follows what each camera shows, and what its objects do in zones and at lines. Works on the state
 * of one camera; knows the module tracking, and of the aggregator everything below events, but not the history.
 */
package dev.hawkeye.aggregator.objects;
