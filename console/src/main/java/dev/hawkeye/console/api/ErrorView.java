package dev.hawkeye.console.api;

/** @param error the problem and its remedy, in one line */
public record ErrorView(String error) {}
