package dev.hawkeye.settings;

import java.time.Duration;

/**
 * Checks of settings, for the constructors of the types that hold them. Each throws a {@link SettingException} with the
 * key as in hawkeye.yaml.
 */
public final class Check {
    private Check() {}

    /**
     * Checks any rule.
     *
     * @param rule the rule such as "must be 1 to 100"
     * @param value the value as it may be shown
     */
    public static void that(boolean holds, String key, String rule, Object value) {
        that(holds, key, rule, value, "");
    }

    /** @param remedy the remedy, if the rule does not state it */
    public static void that(boolean holds, String key, String rule, Object value, String remedy) {
        if (!holds) {
            throw new SettingException(key, rule, String.valueOf(value), remedy);
        }
    }

    /** Checks for {@code min} to {@code max}, inclusive. */
    public static void range(String key, long value, long min, long max) {
        that(value >= min && value <= max, key, "must be " + min + " to " + max, value);
    }

    public static void atLeast(String key, long value, long min) {
        that(value >= min, key, "must be at least " + min, value);
    }

    /** A share or a score; NaN is out of range. */
    public static void zeroToOne(String key, float value) {
        that(value >= 0 && value <= 1, key, "must be 0 to 1", value);
    }

    public static void zeroToOne(String key, double value) {
        that(value >= 0 && value <= 1, key, "must be 0 to 1", value);
    }

    public static void positive(String key, Duration value) {
        that(value != null && !value.isNegative() && !value.isZero(), key, "must be positive", value);
    }

    public static void positive(String key, DataSize value) {
        that(value.bytes() > 0, key, "must be positive", value);
    }

    public static void zeroOrMore(String key, Duration value) {
        that(!value.isNegative(), key, "must be zero or more", value);
    }

    /** Checks a time that is counted in milliseconds. */
    public static void atLeastOneMilli(String key, Duration value) {
        that(value.compareTo(Duration.ofMillis(1)) >= 0, key, "must be at least 1 ms", value);
    }
}
