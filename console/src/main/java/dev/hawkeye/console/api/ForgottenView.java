package dev.hawkeye.console.api;

/** A camera that is known no longer, in live updates. */
public record ForgottenView(String id) {}
