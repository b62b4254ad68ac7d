package dev.hawkeye.settings;

import java.util.regex.Pattern;

/** Messages of other programs, formatted for one line of a log or a terminal. Thread-safe. */
public final class OneLine {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private OneLine() {}

    /**
     * The message of a failure, with each line break and the white space around it replaced by a single space; "null"
     * when it has none.
     */
    public static String of(Throwable failure) {
        return BREAK.matcher(String.valueOf(failure.getMessage()).strip()).replaceAll(" ");
    }
}
