package dev.hawkeye.bench.tracks;

import java.util.ArrayList;
import java.util.List;

/** The activity of objects at the lines and in the zones of a film. */
final class Presence {
    final List<Crossed> crossings = new ArrayList<>();
    final List<Visit> visits = new ArrayList<>();

    /** @param time capture time, ms */
    record Crossed(String line, String className, String direction, long time) {
        String key() {
            return line + " " + className + " " + direction;
        }
    }

    /** @param entered capture time, ms, like {@code exited} */
    record Visit(String zone, String className, long entered, long exited) {
        String key() {
            return zone + " " + className;
        }

        /** The distance between the times of two visits, ms. */
        long distance(Visit other) {
            return Math.abs(entered - other.entered) + Math.abs(exited - other.exited);
        }

        long dwell() {
            return exited - entered;
        }
    }
}
