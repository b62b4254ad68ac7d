package dev.hawkeye.commandline;

/** How lines of the log are written. */
public enum LogFormat {
    TEXT,
    JSON
}
