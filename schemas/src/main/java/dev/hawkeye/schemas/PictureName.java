package dev.hawkeye.schemas;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The file name of an event's picture, from camera, class and time, such as {@code gate-person-2026-05-01T080003}:
 * ASCII, so that every file system and HTTP header accepts it, without an extension.
 */
public final class PictureName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_PART_LENGTH = 60;

    private PictureName() {}

    /** @param time written in UTC */
    public static String of(String camera, String className, Instant time) {
        return part(camera) + "-" + part(className) + "-" + TIME.format(time);
    }

    /** Makes a foreign name safe for a file name; different names may give the same result. */
    public static String part(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._]+", "-").replaceAll("^[-.]+|-+$", "");
        String some = safe.isEmpty() ? "x" : safe;
        return some.substring(0, Math.min(some.length(), MAX_PART_LENGTH));
    }
}
