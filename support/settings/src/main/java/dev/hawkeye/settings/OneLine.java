package dev.hawkeye.settings;

import java.util.regex.Pattern;

/** Other programs' messages, for a line of a log or a terminal. Safe for use by many threads. */
public final class OneLine {
    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private OneLine() {}

    /**
     * The message of a failure, with line breaks and the white space around them as single spaces; "null" when it has
     * none.
     */
    public static String of(Throwable failure) {
        return BREAK.matcher(String.valueOf(failure.getMessage()).strip()).replaceAll(" ");
    }
}
