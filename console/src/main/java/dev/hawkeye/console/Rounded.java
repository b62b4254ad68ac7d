package dev.hawkeye.console;

/** Numbers as precise as anybody reads them. */
final class Rounded {
    private Rounded() {}

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /** @return milliseconds, with their hundredths */
    static double millis(long micros) {
        return Math.round(micros / 10.0) / 100.0;
    }
}
