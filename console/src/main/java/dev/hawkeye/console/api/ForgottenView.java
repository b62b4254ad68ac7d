package dev.hawkeye.console.api;

/** A camera that is no longer known, as sent in live updates. */
public record ForgottenView(String id) {}
