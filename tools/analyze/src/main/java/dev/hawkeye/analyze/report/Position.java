package dev.hawkeye.analyze.report;

import java.util.Locale;

/** A position in a video as players show it: 0:01:05. */
final class Position {
    private Position() {}

    static String of(double seconds) {
        long whole = (long) Math.floor(seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
