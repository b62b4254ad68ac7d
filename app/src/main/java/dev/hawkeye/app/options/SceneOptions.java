package dev.hawkeye.app.options;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that draw zones and lines over the pictures of videos. */
public final class SceneOptions {
    @Option(
            names = "--zone",
            paramLabel = "NAME=X,Y,X,Y,X,Y",
            description =
                    "Count objects in a zone: its corners, as shares of the picture's width and height from 0 to 1, such as"
                            + " door=0.1,0.5,0.4,0.5,0.4,0.9,0.1,0.9. May be repeated.")
    private List<String> zones = List.of();

    @Option(
            names = "--line",
            paramLabel = "NAME=X,Y,X,Y",
            description =
                    "Count objects that cross a line: its points, such as gate=0,0.6,1,0.6. Looking along the line, left to right"
                            + " is in, right to left is out. May be repeated.")
    private List<String> lines = List.of();

    @Option(
            names = "--zones",
            paramLabel = "FILE",
            description =
                    "YAML file with zones, lines, masks, min-size and max-size for all videos, in the format of a camera in"
                            + " hawkeye.yaml. --zone and --line add to it.")
    private Path file;

    /** Adds the zones and lines to the settings of the videos. */
    public void addTo(ConfigReader reader) {
        if (file != null) {
            reader.scene(file);
        }
        zones.forEach(zone -> reader.add("zones", drawn("--zone", zone), "--zone"));
        lines.forEach(line -> reader.add("lines", drawn("--line", line), "--line"));
    }

    private static Map<String, Object> drawn(String option, String text) {
        int equals = text.indexOf('=');
        String[] numbers = text.substring(equals + 1).split(",", -1);
        if (equals < 1 || numbers.length % 2 != 0) {
            throw new UserException(
                    option + " must be NAME=X,Y,X,Y and so on, a pair of numbers for each point, got: " + text);
        }
        List<List<String>> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.add(List.of(numbers[i], numbers[i + 1]));
        }
        return Map.of("name", text.substring(0, equals), "points", points);
    }
}
