package dev.hawkeye.app.demo;

import dev.hawkeye.settings.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cameras of the demo: four streets in different weather, each with a line and a zone, plus the user's own. */
final class DemoCameras {
    /**
     * The demo's deviations from the settings for real cameras. Every picture of a street is analyzed, so that boxes
     * move smoothly. Frames are kept for one minute and event pictures for ten, since they are in temporary files.
     */
    static final Map<String, Object> DEFAULTS = Map.of(
            "camera-defaults.fps",
            10,
            "topics.partitions",
            4,
            "topics.frames-retention",
            "1 m",
            "topics.keyframes-retention",
            "10 m");

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,100})=(.+)");

    private static final List<Map<String, Object>> STREETS = List.of(
            street("market", 1, "day", "0.09,0.75 0.58,0.77", "0.23,0.59 0.60,0.61 0.59,0.71 0.19,0.67"),
            street("station", 4, "dusk", "0.42,0.78 0.94,0.76", "0.43,0.61 0.86,0.60 0.88,0.68 0.42,0.71"),
            street("harbour", 9, "rain", "0.08,0.81 0.58,0.83", "0.27,0.62 0.60,0.63 0.59,0.75 0.21,0.72"),
            street("school", 12, "day", "0.06,0.84 0.61,0.85", "0.25,0.63 0.63,0.65 0.62,0.77 0.18,0.73"));

    private DemoCameras() {}

    /**
     * @param line the line across the lanes, nearer than the crossing: x and y of each point
     * @param zone the crossing; neither restricts classes, since the user's model may not have them
     */
    private static Map<String, Object> street(String id, int seed, String weather, String line, String zone) {
        return Map.of(
                "id",
                id,
                "url",
                "synthetic:street?seed=" + seed + "&weather=" + weather,
                "lines",
                List.of(Map.of("name", "road", "points", points(line))),
                "zones",
                List.of(Map.of("name", "crossing", "points", points(zone))));
    }

    private static List<List<Double>> points(String text) {
        return Stream.of(text.split(" "))
                .map(point -> Stream.of(point.split(",")).map(Double::valueOf).toList())
                .toList();
    }

    /**
     * @param own URLs, each optionally preceded by {@code ID=}
     * @return entries of the configuration's list of cameras
     * @throws UserException when an id is taken
     */
    static List<Map<String, Object>> with(List<String> own) {
        List<Map<String, Object>> cameras = new ArrayList<>(STREETS);
        Set<Object> ids = new HashSet<>();
        STREETS.forEach(street -> ids.add(street.get("id")));
        for (String camera : own) {
            var named = NAMED.matcher(camera);
            boolean hasId = named.matches();
            String id = hasId ? named.group(1) : "camera-" + (cameras.size() - STREETS.size() + 1);
            if (!ids.add(id)) {
                throw new UserException("--camera " + id + "=… is the id of another camera: choose another id");
            }
            cameras.add(Map.of("id", id, "url", hasId ? named.group(2) : camera));
        }
        return cameras;
    }
}
