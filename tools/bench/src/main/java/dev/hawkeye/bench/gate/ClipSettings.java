package dev.hawkeye.bench.gate;

import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings for a clip as one lossless camera, with a vertical and a horizontal line near the middle of the picture and
 * a zone in its left half, so that there are crossings and visits. All other settings are the user's.
 */
final class ClipSettings {
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
     * @param directory the directory for temporary data
     */
    static HawkeyeConfig read(ConfigReader reader, Path model, Clip clip, double fps, boolean gate, Path directory) {
        Map<String, Object> camera = Map.of(
                "id",
                "clip",
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
        return reader.set("detector.model", model.toString(), "--model")
                .set("data-directory", directory.toString(), "the temporary directory")
                .set("cameras", List.of(camera), "the clip")
                .set("topics.partitions", 1, "the number of clips")
                .checking(ModelFile::checkConfigured)
                .read();
    }
}
