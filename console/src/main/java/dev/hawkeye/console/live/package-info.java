/**
 * Live updates: one message for all clients, and a bounded mailbox for each, so that a slow client holds up no other.
 * Knows how a message looks, not where it comes from.
 */
package dev.hawkeye.console.live;
