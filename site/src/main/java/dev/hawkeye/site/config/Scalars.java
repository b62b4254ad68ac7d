package dev.hawkeye.site.config;

import dev.hawkeye.settings.LocalPath;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.settings.WeeklyTime;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Parses the text of a value by the type of its key. Each method throws a {@link SettingException} without a key. */
final class Scalars {
    /** Rejects leading zeros: they mean octal in one version of YAML, and nothing in the next. */
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9]\\d{0,18})");

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");

    private Scalars() {}

    static int wholeInt(String text) {
        return Math.toIntExact(whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    static long wholeLong(String text) {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        String stripped = text.strip();
        try {
            if (WHOLE.matcher(stripped).matches()) {
                long value = Long.parseLong(stripped);
                if (value >= least && value <= most) {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            throw unlike("a whole number", text);
        }
        throw unlike("a whole number", text);
    }

    static double number(String text) {
        String stripped = text.strip();
        if (!NUMBER.matcher(stripped).matches()) {
            throw unlike("a number", text);
        }
        return Double.parseDouble(stripped);
    }

    static float numberFloat(String text) {
        number(text);
        return Float.parseFloat(text.strip());
    }

    static boolean yesOrNo(String text) {
        return switch (text.strip()) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw unlike("true or false", text);
        };
    }

    static Instant time(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw unlike("a time such as 2026-05-01T08:00:00Z", text);
        }
    }

    static WeeklyTime timeOfWeek(String text) {
        return WeeklyTime.parse(text).orElseThrow(() -> new SettingException("", WeeklyTime.FORM, text));
    }

    /**
     * Parses a path, see {@link LocalPath}. A JVM in a locale with a limited character set cannot represent other
     * characters in paths.
     */
    static Path path(String text) {
        try {
            return LocalPath.of(text);
        } catch (InvalidPathException e) {
            throw new SettingException(
                    "",
                    "must be a path",
                    "'" + text + "'",
                    "a name in another script needs a locale such as LC_ALL=C.UTF-8");
        }
    }

    private static SettingException unlike(String wanted, String text) {
        return new SettingException("", "must be " + wanted, text);
    }
}
