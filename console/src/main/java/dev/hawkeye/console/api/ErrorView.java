package dev.hawkeye.console.api;

/** @param error what is wrong and what to do about it, in one line */
public record ErrorView(String error) {}
