package dev.hawkeye.bench.gate;

import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Settings for a clip as lossless cameras, with a vertical and a horizontal line near the middle of the picture and
 * a zone in its left half, so that there are crossings and visits. All other settings are the user's.
 */
final class ClipSettings {
    /** The camera whose results are compared; the others show the same. */
    static final String FIRST = id(0);

    /** Gives the frames of all runs the same capture times. */
    private static final String START = "2026-01-01T00:00:00Z";

    private static final List<Map<String, Object>> LINES = List.of(
            Map.of("name", "upright", "points", List.of(List.of(0.5, 0), List.of(0.5, 1))),
            Map.of("name", "level", "points", List.of(List.of(0, 0.6), List.of(1, 0.6))));
    private static final List<Map<String, Object>> ZONES = List.of(
            Map.of("name", "left", "points", List.of(List.of(0, 0), List.of(0.5, 0), List.of(0.5, 1), List.of(0, 1))));

    private ClipSettings() {}

    /**
     * @param reader the reader with the user's settings
     * @param fps pictures per second to analyze; 0 for all
     * @param cameras number of cameras that show the clip at the same time
     * @param directory the directory for temporary data
     */
    static HawkeyeConfig read(
            ConfigReader reader, Path model, Clip clip, double fps, int cameras, boolean gate, Path directory) {
        List<Map<String, Object>> all = IntStream.range(0, cameras)
                .mapToObj(number -> camera(id(number), clip, fps, gate))
                .toList();
        return reader.set("detector.model", model.toString(), "--model")
                .set("data-directory", directory.toString(), "the temporary directory")
                .set("cameras", all, "the clip")
                .set("topics.partitions", 1, "a single detector")
                .checking(ModelFile::checkConfigured)
                .read();
    }

    private static String id(int number) {
        return "clip-" + (number + 1);
    }

    private static Map<String, Object> camera(String id, Clip clip, double fps, boolean gate) {
        return Map.of(
                "id",
                id,
                "url",
                clip.url(),
                "mode",
                "lossless",
                "gate",
                gate ? "auto" : "off",
                "fps",
                fps,
                "start",
                START,
                "lines",
                LINES,
                "zones",
                ZONES);
    }
}
