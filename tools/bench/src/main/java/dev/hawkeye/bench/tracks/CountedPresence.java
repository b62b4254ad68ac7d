package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.Step;
import dev.hawkeye.tracking.Track;
import dev.hawkeye.tracking.Tracker;
import dev.hawkeye.tracking.Tracks;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.scene.Scene;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tracks the boxes of one film and counts their activity in the same order as the aggregator. */
final class CountedPresence {
    private final Film film;
    private final Scene scene;
    private final Map<Track, FollowedObject> followed = new HashMap<>();
    private final Presence counted = new Presence();

    private CountedPresence(Film film, Scene scene) {
        this.film = film;
        this.scene = scene;
    }

    /** @param every stride: analyzes the pictures whose index is a multiple of this */
    static Presence of(Film film, Scene scene, BoxSource source, int every) {
        return new CountedPresence(film, scene).run(film.found().get(source), every);
    }

    /** The counts of an error-free tracker. */
    static Presence withTrueIds(Film film, Scene scene, int every) {
        Presence counted = new Presence();
        Map<Integer, FollowedObject> followed = new HashMap<>();
        Map<Integer, String> classes = new HashMap<>();
        for (int picture = 0; picture < film.truth().size(); picture += every) {
            for (StreetObject object : film.truth().get(picture)) {
                double right = object.x() + object.width();
                double bottom = object.y() + object.height();
                String className = object.kind().label();
                classes.put(object.track(), className);
                followed.computeIfAbsent(object.track(), track -> new FollowedObject(scene, counted))
                        .move(
                                position(film.time(picture), new Box(object.x(), object.y(), right, bottom)),
                                className,
                                1);
            }
        }
        followed.forEach((track, object) -> object.end(classes.get(track)));
        return counted;
    }

    private Presence run(List<List<Observation>> found, int every) {
        Tracker tracker = new Tracker();
        Tracks tracks = new Tracks();
        for (int picture = 0; picture < found.size(); picture += every) {
            List<Observation> observations = found.get(picture);
            Step step = tracker.update(tracks, film.time(picture), observations);
            step.ended().forEach(this::end);
            for (Step.Seen seen : step.seen()) {
                see(seen, film.time(picture), observations.get(seen.observation()));
            }
        }
        tracker.end(tracks).forEach(this::end);
        return counted;
    }

    private void see(Step.Seen seen, long time, Observation observation) {
        Track track = seen.track();
        FollowedObject object = followed.computeIfAbsent(track, t -> new FollowedObject(scene, counted));
        if (seen.justConfirmed()) {
            track.early()
                    .forEach(sighting -> object.move(
                            position(sighting.time(), sighting.box()), track.className(), sighting.score()));
        } else {
            object.move(position(time, track.lastBox()), track.className(), observation.score());
        }
    }

    private void end(Track track) {
        followed.remove(track).end(track.className());
    }

    private static Position position(long time, Box box) {
        return new Position(time, box.dividedBy(Street.WIDTH, Street.HEIGHT));
    }
}
