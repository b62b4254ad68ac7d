package dev.hawkeye.vision.onnx;

import java.util.regex.Pattern;

/**
 * Makes untrusted text safe to display: a file can contain line breaks that fake a log line, escapes that control a
 * terminal, and marks that reverse the direction of text.
 */
public final class PlainText {
    /** Control characters, directional marks, and lone surrogates; letters of every script are kept. */
    private static final Pattern UNSHOWN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF]");

    private PlainText() {}

    /** Returns the text as one line. */
    public static String of(String text) {
        return UNSHOWN.matcher(text).replaceAll(" ");
    }
}
