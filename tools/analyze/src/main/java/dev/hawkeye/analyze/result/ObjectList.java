package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.ZoneVisit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The objects of all videos, which arrive in the order of their ends. Keeps what each object did, but not its path. Not
 * thread-safe.
 */
public final class ObjectList {
    private static final Comparator<Track> IN_ORDER = Comparator.comparing(Track::getFirstSeen)
            .thenComparing(Track::getCamera)
            .thenComparing(Track::getNumber);

    private final Map<String, Path> videos;
    private final Instant start;
    private final List<Track> tracks = new ArrayList<>();

    private record Crossing(Track track, LineCrossing crossing) {}

    private record Visit(Track track, ZoneVisit visit) {}

    /**
     * @param videos files by camera
     * @param start capture time of each video's first picture
     */
    public ObjectList(Map<String, Path> videos, Instant start) {
        this.videos = Map.copyOf(videos);
        this.start = start;
    }

    /** @param track a final track */
    public void add(Track track) {
        tracks.add(Track.newBuilder(track).setPath(List.of()).build());
    }

    /** The final tracks of one video, without their paths, in no particular order. */
    public List<Track> of(String camera) {
        return tracks.stream().filter(track -> track.getCamera().equals(camera)).toList();
    }

    /** The objects, by first sighting. */
    public Stream<ObjectRow> objects() {
        return inOrder().map(track -> ObjectRow.of(track, time(track)));
    }

    /** The crossings, by time. */
    public Stream<CrossingRow> crossings() {
        return inOrder()
                .flatMap(track -> track.getCrossings().stream().map(crossing -> new Crossing(track, crossing)))
                .sorted(Comparator.comparing(found -> found.crossing.getTime()))
                .map(found -> CrossingRow.of(found.track, found.crossing, time(found.track)));
    }

    /** The visits, by their beginning. */
    public Stream<VisitRow> visits() {
        return inOrder()
                .flatMap(track -> track.getZones().stream().map(visit -> new Visit(track, visit)))
                .sorted(Comparator.comparing(found -> found.visit.getEntered()))
                .map(found -> VisitRow.of(found.track, found.visit, time(found.track)));
    }

    private Stream<Track> inOrder() {
        return tracks.stream().sorted(IN_ORDER);
    }

    private VideoTime time(Track track) {
        return new VideoTime(videos.get(track.getCamera()).toString(), start);
    }
}
