package dev.hawkeye.console.api;

/** @param instance id that differs after each start of the server */
public record Hello(String instance, long now) {}
