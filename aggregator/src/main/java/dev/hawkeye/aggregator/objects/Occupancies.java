package dev.hawkeye.aggregator.objects;

import static java.util.stream.Collectors.toSet;

import dev.hawkeye.aggregator.state.FullZone;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.windows.Tallies;
import dev.hawkeye.tracking.scene.Zone;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the objects in each zone of a camera, for its windows and for the events of full zones. */
final class Occupancies {
    private final Tallies tallies;
    private final ObjectEvents events;

    /** @param events null if there are none */
    Occupancies(Tallies tallies, ObjectEvents events) {
        this.tallies = tallies;
        this.events = events;
    }

    /** Counts after all objects of a frame have been tracked. */
    void count(Moment moment, List<Zone> zones) {
        for (Zone zone : zones) {
            Map<String, Integer> inside = inside(moment, zone.name());
            inside.forEach((className, number) ->
                    tallies.present(moment.state(), className, zone.name(), number, moment.time()));
            watch(moment, zone, inside);
        }
        if (!moment.state().getFull().isEmpty()) {
            endOthers(moment, zones.stream().map(Zone::name).collect(toSet()), events);
        }
    }

    /**
     * Ends the occupancy of all full zones except the given ones.
     *
     * @param events null if there are none
     */
    static void endOthers(Moment moment, Set<String> zones, ObjectEvents events) {
        Map<String, FullZone> others = new TreeMap<>(moment.state().getFull());
        others.keySet().removeAll(zones);
        others.forEach((zone, full) -> {
            moment.state().getFull().remove(zone);
            if (events != null) {
                events.hasRoom(moment, zone, full, 0);
            }
        });
    }

    /** Ends every occupancy: no object is in front of the camera anymore. */
    void end(Moment moment) {
        endOthers(moment, Set.of(), events);
    }

    private static Map<String, Integer> inside(Moment moment, String zone) {
        Map<String, Integer> inside = new TreeMap<>();
        for (ObjectState object : moment.state().getObjects()) {
            String className = SceneWatch.visitor(object, zone);
            if (className != null) {
                inside.merge(className, 1, Integer::sum);
            }
        }
        return inside;
    }

    private void watch(Moment moment, Zone zone, Map<String, Integer> inside) {
        if (events == null) {
            return;
        }
        int number = inside.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, FullZone> full = moment.state().getFull();
        FullZone before = full.get(zone.name());
        boolean isFull = zone.occupancy().isFull(before != null, number);
        if (isFull && before == null) {
            String most = inside.entrySet().stream()
                    .max(Comparator.comparingInt(Map.Entry::getValue))
                    .orElseThrow()
                    .getKey();
            full.put(zone.name(), events.full(moment, zone.name(), most, number));
        } else if (isFull) {
            before.setPeak(Math.max(before.getPeak(), number));
        } else if (before != null) {
            full.remove(zone.name());
            events.hasRoom(moment, zone.name(), before, number);
        }
    }
}
