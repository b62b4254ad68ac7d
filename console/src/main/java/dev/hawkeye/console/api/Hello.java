package dev.hawkeye.console.api;

/** @param instance another one after each start of the server */
public record Hello(String instance, long now) {}
