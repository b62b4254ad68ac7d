package dev.hawkeye.commandline;

/** The format of log lines. */
public enum LogFormat {
    TEXT,
    JSON
}
