package dev.hawkeye.analyze.clip;

import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The counts of a video's lines and zones at any time. A crossing counts from its own time on, although it was decided
 * a little later. Immutable.
 */
final class Counters {
    private final List<Track> objects;

    /** @param objects the final tracks of the video */
    Counters(List<Track> objects) {
        this.objects = List.copyOf(objects);
    }

    /** A label as a function of time, ms. */
    interface Label {
        String at(long time);
    }

    /** Text such as "gate: 9 in, 5 out". */
    Label of(Line line) {
        List<Tally> tallies = line.directions().stream()
                .map(direction -> new Tally(
                        direction,
                        new Times(objects.stream()
                                .flatMap(track -> track.getCrossings().stream())
                                .filter(crossing -> crossing.getLine().equals(line.name())
                                        && crossing.getDirection().equals(direction))
                                .map(crossing -> crossing.getTime()))))
                .toList();
        return time -> line.name() + ": "
                + tallies.stream()
                        .map(tally -> tally.times.until(time) + " " + tally.direction)
                        .collect(Collectors.joining(", "));
    }

    private record Tally(String direction, Times times) {}

    /** Text such as "door: 2 inside, 5 visits". */
    Label of(Zone zone) {
        Times entered = new Times(visits(zone).map(visit -> visit.getEntered()));
        Times exited = new Times(visits(zone).map(visit -> visit.getExited()).filter(time -> time != null));
        return time -> {
            int visits = entered.until(time);
            return zone.name() + ": " + (visits - exited.until(time)) + " inside, " + visits
                    + (visits == 1 ? " visit" : " visits");
        };
    }

    private Stream<ZoneVisit> visits(Zone zone) {
        return objects.stream()
                .flatMap(track -> track.getZones().stream())
                .filter(visit -> visit.getZone().equals(zone.name()));
    }

    private static final class Times {
        private final long[] sorted;

        Times(Stream<Instant> times) {
            sorted = times.mapToLong(Instant::toEpochMilli).sorted().toArray();
        }

        /** The number of times up to the given one. */
        int until(long time) {
            int place = Arrays.binarySearch(sorted, time);
            if (place < 0) {
                return -place - 1;
            }
            while (place < sorted.length && sorted[place] == time) {
                place++;
            }
            return place;
        }
    }
}
