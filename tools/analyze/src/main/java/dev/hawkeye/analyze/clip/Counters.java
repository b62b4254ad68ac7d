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
 * What the lines and zones of a video have counted by any time: a crossing counts from its own time on, although it was decided
 * a little later. Immutable.
 */
final class Counters {
    private final List<Track> objects;

    /** @param objects the final tracks of the video */
    Counters(List<Track> objects) {
        this.objects = List.copyOf(objects);
    }

    /** A function of time, ms. */
    interface Label {
        String at(long time);
    }

    /** Such as "gate: 9 in, 5 out". */
    Label of(Line line) {
        List<Tally> tallies = line.directions().stream()
                .map(direction -> new Tally(
                        direction,
                        times(objects.stream()
                                .flatMap(track -> track.getCrossings().stream())
                                .filter(crossing -> crossing.getLine().equals(line.name())
                                        && crossing.getDirection().equals(direction))
                                .map(crossing -> crossing.getTime()))))
                .toList();
        return time -> line.name() + ": "
                + tallies.stream()
                        .map(tally -> until(tally.times, time) + " " + tally.direction)
                        .collect(Collectors.joining(", "));
    }

    private record Tally(String direction, long[] times) {}

    /** Such as "door: 2 inside, 5 visits". */
    Label of(Zone zone) {
        long[] entered = times(visits(zone).map(visit -> visit.getEntered()));
        long[] exited = times(visits(zone).map(visit -> visit.getExited()).filter(time -> time != null));
        return time -> {
            int visits = until(entered, time);
            return zone.name() + ": " + (visits - until(exited, time)) + " inside, " + visits
                    + (visits == 1 ? " visit" : " visits");
        };
    }

    private Stream<ZoneVisit> visits(Zone zone) {
        return objects.stream()
                .flatMap(track -> track.getZones().stream())
                .filter(visit -> visit.getZone().equals(zone.name()));
    }

    private static long[] times(Stream<Instant> times) {
        return times.mapToLong(Instant::toEpochMilli).sorted().toArray();
    }

    /** How many of some sorted times are not after another. */
    private static int until(long[] times, long time) {
        int place = Arrays.binarySearch(times, time);
        if (place < 0) {
            return -place - 1;
        }
        while (place < times.length && times[place] == time) {
            place++;
        }
        return place;
    }
}
