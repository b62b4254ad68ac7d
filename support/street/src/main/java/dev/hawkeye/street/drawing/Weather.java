package dev.hawkeye.street.drawing;

import java.util.Locale;

/** The weather over a street. */
public enum Weather {
    DAY,
    DUSK,
    RAIN;

    /** @throws IllegalArgumentException for an unknown value; the message names it and the known ones */
    public static Weather of(String name) {
        for (Weather weather : values()) {
            if (weather.lowerCase().equals(name)) {
                return weather;
            }
        }
        throw new IllegalArgumentException("weather must be day, dusk or rain, got: " + name);
    }

    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
