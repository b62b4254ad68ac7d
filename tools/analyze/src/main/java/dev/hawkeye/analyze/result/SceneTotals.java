package dev.hawkeye.analyze.result;

import dev.hawkeye.analyze.result.Summary.Visits;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The activity of one camera's objects at its zones and lines, by final class. Not thread-safe. */
final class SceneTotals {
    private final Map<List<String>, Map<String, Long>> crossings = new HashMap<>();
    private final Map<String, Map<String, Visits>> visits = new HashMap<>();

    /** @param track a final track */
    void add(Track track) {
        for (LineCrossing crossing : track.getCrossings()) {
            crossings
                    .computeIfAbsent(List.of(crossing.getLine(), crossing.getDirection()), line -> new TreeMap<>())
                    .merge(track.getClassName(), 1L, Long::sum);
        }
        for (ZoneVisit visit : track.getZones()) {
            visits.computeIfAbsent(visit.getZone(), zone -> new TreeMap<>())
                    .merge(track.getClassName(), new Visits(1, visit.getDwellMillis() / 1000.0), Visits::plus);
        }
    }

    /** Crossings by direction and class for every line of the scene, in its order. */
    Map<String, Map<String, Map<String, Long>>> lines(Scene scene) {
        Map<String, Map<String, Map<String, Long>>> lines = new LinkedHashMap<>();
        for (Line line : scene.lines()) {
            Map<String, Map<String, Long>> directions = new LinkedHashMap<>();
            for (String direction : line.directions()) {
                directions.put(direction, crossings.getOrDefault(List.of(line.name(), direction), Map.of()));
            }
            lines.put(line.name(), directions);
        }
        return lines;
    }

    /** Visits by class for every zone of the scene, in its order. */
    Map<String, Map<String, Visits>> zones(Scene scene) {
        Map<String, Map<String, Visits>> zones = new LinkedHashMap<>();
        for (Zone zone : scene.zones()) {
            zones.put(zone.name(), visits.getOrDefault(zone.name(), Map.of()));
        }
        return zones;
    }
}
