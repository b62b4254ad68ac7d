package dev.hawkeye.console.figures;

/** Numbers as precise as people read them. */
public final class Rounded {
    private Rounded() {}

    public static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** @return tenths, or hundredths of what would be none */
    public static double rate(double perSecond) {
        return perSecond < 0.1 ? Math.round(perSecond * 100) / 100.0 : tenths(perSecond);
    }

    /** @return milliseconds, with their hundredths */
    public static double millis(long micros) {
        return Math.round(micros / 10.0) / 100.0;
    }
}
