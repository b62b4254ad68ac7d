package dev.hawkeye.console.api;

/** @param instance differs after each start of the server */
public record Hello(String instance, long now) {}
