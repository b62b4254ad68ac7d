package dev.hawkeye.console.api;

/**
 * @param offered whether changes can be made here at all
 * @param valid whether this browser has presented the token for them
 * @param name that it gave; null without a session
 * @param until when the session ends, epoch milliseconds; null without a session
 */
public record AdminSessionView(boolean offered, boolean valid, String name, Long until) {}
