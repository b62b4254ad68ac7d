package dev.hawkeye.console.figures;

/** Rounds numbers to the precision at which people read them. */
public final class Rounded {
    private Rounded() {}

    public static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** @return tenths, or hundredths for values that would otherwise round to zero */
    public static double rate(double perSecond) {
        return perSecond < 0.1 ? Math.round(perSecond * 100) / 100.0 : tenths(perSecond);
    }

    /** @return milliseconds, to the hundredth */
    public static double millis(long micros) {
        return Math.round(micros / 10.0) / 100.0;
    }
}
