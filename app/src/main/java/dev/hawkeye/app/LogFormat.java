package dev.hawkeye.app;

/** How lines of the log are written. */
enum LogFormat {
    TEXT,
    JSON
}
