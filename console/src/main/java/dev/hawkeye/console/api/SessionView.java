package dev.hawkeye.console.api;

/**
 * @param required whether this console requires a token
 * @param valid whether this client may read
 * @param room whether one more client can receive live updates
 */
public record SessionView(boolean required, boolean valid, boolean room) {}
