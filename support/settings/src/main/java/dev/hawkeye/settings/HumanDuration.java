package dev.hawkeye.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people write it: "500 ms", "10 s", "2 m", "1 h", "7 d", or ISO 8601's "PT10S". At most a hundred years: whoever
 * counts it in nanoseconds has room for no more than 292.
 */
public final class HumanDuration {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private HumanDuration() {}

    /** @throws SettingException when {@code text} is neither form, or too long */
    public static Duration parse(String text) {
        Duration time = any(text);
        if (time.compareTo(LONGEST) > 0 || time.compareTo(LONGEST.negated()) < 0) {
            throw new SettingException("", "must be at most " + LONGEST.toDays() + " d", "'" + text + "'");
        }
        return time;
    }

    private static Duration any(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            try {
                return Duration.parse(text.strip());
            } catch (DateTimeParseException e) {
                throw new SettingException(
                        "", "must be a whole number with ms, s, m, h or d, such as '10 s'", "'" + text + "'");
            }
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
