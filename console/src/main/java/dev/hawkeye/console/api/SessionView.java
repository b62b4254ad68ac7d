package dev.hawkeye.console.api;

/**
 * @param required whether this console asks for a token
 * @param valid whether this client may read
 */
public record SessionView(boolean required, boolean valid) {}
