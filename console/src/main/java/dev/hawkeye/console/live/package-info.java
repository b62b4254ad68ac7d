/**
 * Live updates: one message for all clients, and a bounded mailbox for each, so a slow client does not delay others.
 * Knows the form of messages, not their source.
 */
package dev.hawkeye.console.live;
