package dev.hawkeye.console.api;

/**
 * @param offered whether changes are enabled here
 * @param valid whether this browser has presented the token for them
 * @param name the name that it gave; null without a session
 * @param until end of the session, epoch milliseconds; null without a session
 */
public record AdminSessionView(boolean offered, boolean valid, String name, Long until) {}
