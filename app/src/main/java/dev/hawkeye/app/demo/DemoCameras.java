package dev.hawkeye.app.demo;

import dev.hawkeye.settings.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The cameras of the demo: four streets in different weather, and those of the user. */
final class DemoCameras {
    /**
     * How the demo differs from the settings for real cameras: every picture of a street is analyzed, so that boxes
     * move smoothly, and a minute of frames is kept, since they are in temporary files.
     */
    static final Map<String, Object> DEFAULTS = Map.of(
            "camera-defaults.fps", 10,
            "topics.partitions", 4,
            "topics.frames-retention", "1 m");

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]{1,100})=(.+)");

    private static final List<Map<String, Object>> STREETS = List.of(
            street("market", 1, "day"),
            street("station", 4, "dusk"),
            street("harbour", 9, "rain"),
            street("school", 12, "day"));

    private DemoCameras() {}

    private static Map<String, Object> street(String id, int seed, String weather) {
        return Map.of("id", id, "url", "synthetic:street?seed=" + seed + "&weather=" + weather);
    }

    /**
     * @param own URLs, each with or without {@code ID=} before it
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
