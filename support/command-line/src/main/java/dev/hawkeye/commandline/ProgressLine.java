package dev.hawkeye.commandline;

import java.time.Duration;
import java.util.Locale;

/**
 * The progress of a task as one line without guesses: a rate appears once it can be measured, the remaining time once
 * there is a rate, and a percentage only while the estimated total holds.
 */
final class ProgressLine {
    private static final int MAX_BAR = 30;
    private static final int MIN_BAR = 5;

    private ProgressLine() {}

    /**
     * @param task a word for the task
     * @param unit the unit of the count; may be empty
     * @param done number done
     * @param expected estimated total; may turn out smaller than {@code done}
     * @param rate units per second; 0 if unknown
     * @param width maximum width in characters
     */
    static String of(String task, String unit, long done, long expected, double rate, int width) {
        String counted = unit.isEmpty() ? "" : " " + unit;
        if (done > expected) {
            return cut(task + "  " + done + counted + speed(rate), width);
        }
        String share = String.format(Locale.ROOT, "%3d%%", expected == 0 ? 100 : 100 * done / expected);
        String figures = done + "/" + expected + counted + speed(rate) + left(done, expected, rate);
        int room = width - (task + "  " + share + " [] " + figures).length();
        String bar = room < MIN_BAR ? "" : " [" + bar(done, expected, Math.min(room, MAX_BAR)) + "]";
        return cut(task + "  " + share + bar + " " + figures, width);
    }

    private static String bar(long done, long expected, int width) {
        int full = (int) (expected == 0 ? width : width * done / expected);
        return "=".repeat(full) + (full < width ? ">" + " ".repeat(width - full - 1) : "");
    }

    private static String speed(double rate) {
        return rate < 0.1 ? "" : String.format(Locale.ROOT, rate < 10 ? ", %.1f/s" : ", %.0f/s", rate);
    }

    private static String left(long done, long expected, double rate) {
        return rate == 0 || done == expected
                ? ""
                : ", " + inWords(Duration.ofSeconds((long) Math.ceil((expected - done) / rate))) + " left";
    }

    private static String inWords(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    private static String cut(String line, int width) {
        return line.length() > width ? line.substring(0, width) : line;
    }
}
