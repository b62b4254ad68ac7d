package dev.hawkeye.vision.onnx;

import java.util.regex.Pattern;

/**
 * Text that a stranger may have written, for people to read: a file can hold line breaks that fake a line of the log,
 * escapes that drive a terminal, and marks that let letters run backwards.
 */
public final class PlainText {
    /** Control characters, those of direction, and halves of characters; letters of every script stay. */
    private static final Pattern UNSHOWN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF]");

    private PlainText() {}

    /** One line, whatever it was. */
    public static String of(String text) {
        return UNSHOWN.matcher(text).replaceAll(" ");
    }
}
