package dev.hawkeye.settings;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes as people write it: "64 MiB", "500 KiB", "1 GiB", "1200 B".
 *
 * @param bytes not negative
 */
public record DataSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB|TiB)");

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative, got: " + bytes);
        }
    }

    /** @throws SettingException when {@code text} is not a whole number with the unit B, KiB, MiB, GiB or TiB */
    public static DataSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw unlike(text);
        }
        int exponent = switch (form.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            case "TiB" -> 40;
            default -> 0;
        };
        try {
            return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << exponent));
        } catch (ArithmeticException e) {
            throw unlike(text);
        }
    }

    private static SettingException unlike(String text) {
        return new SettingException(
                "", "must be a whole number with B, KiB, MiB, GiB or TiB, such as '64 MiB'", "'" + text + "'");
    }

    /** @return the size with one decimal in the largest unit that leaves at least 1, such as "1.5 MiB" */
    @Override
    public String toString() {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %siB", (double) bytes / (1L << (unit * 10)), "KMGTPE".charAt(unit - 1));
    }
}
