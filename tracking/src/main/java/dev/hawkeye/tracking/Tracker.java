package dev.hawkeye.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns boxes into objects: tracks what a camera shows from frame to frame.
 *
 * <p><b>The problem.</b> A detector says what is in a frame, not that the car in this one is the car in the last one.
 * Trackers in the literature expect 25 frames per second without gaps; our frames come 2 to 10 times a second, with
 * gaps where frames were shed. At such rates, the boxes of one walker in two frames often do not touch, and a step of
 * "one frame" means nothing.
 *
 * <p><b>The idea.</b> All motion is in capture time: a Kalman filter predicts where each track should be at the time of
 * the frame, and with what uncertainty ({@link Motion}). Then boxes and tracks are paired in stages
 * ({@link Association}): good boxes by overlap, distance and size (SR-Track, which also has this state of bottom center
 * and size); good boxes of another class, if they overlap well; good boxes near a track, both enlarged (C-BIoU, Yang et
 * al. 2023); good boxes some distance from a track that has been seen only once; and boxes with low scores, which
 * continue a track but never begin one (ByteTrack, Zhang et al. 2022). The parts of a box that nearer things hide are
 * filled in ({@link Occlusion}). A box that is left over begins a track, which is tentative until it is seen three
 * times, or twice with enough time in between; then it counts, with all its sightings. A confirmed track may be hidden
 * for {@link TrackerSettings#lostMillis}; after that it has ended, and an object that comes back is a new one.
 *
 * <p><b>Rejected:</b> appearance features (a second network costs more than the detector's whole budget for a frame);
 * boxes interpolated afterwards (they would improve the score, but not the tracker); matching only within a class (a
 * van that flickers between car and truck would be two objects); a prediction that accelerates as an approaching object
 * grows, as perspective demands (growth is measured too poorly: identities got worse).
 *
 * <p>An instance owns buffers and is confined to one thread. State that outlives a frame is in {@link Tracks}, so one
 * tracker serves any number of cameras. The result depends only on the tracks and the frame.
 */
public final class Tracker {
    private static final double COVERED = 0.7;
    private static final double ALL = Double.POSITIVE_INFINITY;

    private final TrackerSettings settings = TrackerSettings.DEFAULT;
    private final Association association = new Association();

    /**
     * Advances the tracks of a camera by an analyzed frame.
     *
     * @param time capture time, ms; a frame that is not later than the last one changes nothing
     * @param observations the boxes that the detector found, in any order; boxes with a width or height of 0 are
     *     ignored
     */
    public Step update(Tracks tracks, long time, List<Observation> observations) {
        if (tracks.time != Tracks.NEVER && time <= tracks.time) {
            return Step.NOTHING;
        }
        List<Track> ended = new ArrayList<>();
        if (isGap(tracks.time, time)) {
            ended.addAll(end(tracks));
        }
        double seconds = tracks.time == Tracks.NEVER ? 0 : (time - tracks.time) / 1000.0;
        tracks.time = time;
        tracks.live.forEach(track -> track.predict(Math.min(seconds, settings.lostMillis() / 1000.0)));
        List<Thing> things = Thing.of(observations);
        associate(tracks.live, things);
        List<Step.Seen> seen = see(tracks, things);
        tracks.live.removeIf(track -> {
            boolean lost = track.isLost(time);
            if (lost && track.isConfirmed()) {
                ended.add(track);
            }
            return lost;
        });
        begin(tracks, things);
        return new Step(seen, ended);
    }

    /**
     * Whether a frame ends all tracks, because no frame has been analyzed for too long before it.
     *
     * @param last capture time of the last analyzed frame, ms, as in {@link Tracks.State#time}
     * @param time capture time of the frame, ms
     */
    public boolean isGap(long last, long time) {
        return last != Tracks.NEVER && time - last > settings.maxGapMillis();
    }

    private void associate(List<Track> live, List<Thing> things) {
        association.begin(live, things);
        association.match(Likeness.EXPECTED, settings.high(), ALL, true);
        association.match(Likeness.OTHER_CLASS, settings.high(), ALL, true);
        association.match(Likeness.NEAR, settings.high(), ALL, true);
        association.match(Likeness.SECOND, settings.high(), ALL, true);
        association.match(Likeness.DIM, settings.low(), settings.high(), false);
    }

    private List<Step.Seen> see(Tracks tracks, List<Thing> things) {
        List<Step.Seen> seen = new ArrayList<>();
        for (int i = 0; i < tracks.live.size(); i++) {
            Track track = tracks.live.get(i);
            if (association.thingOf(i) < 0) {
                track.miss();
                continue;
            }
            Thing thing = things.get(association.thingOf(i));
            track.see(tracks.time, thing, things);
            boolean confirms = !track.isConfirmed() && track.isConvincing();
            if (confirms) {
                track.confirm(tracks.takeNumber());
            }
            if (track.isConfirmed()) {
                seen.add(new Step.Seen(track, thing.index(), confirms));
            }
        }
        return seen;
    }

    /** Begins a track for each unmatched thing, unless it is the same thing as a track of another class. */
    private void begin(Tracks tracks, List<Thing> things) {
        List<Track> live = List.copyOf(tracks.live);
        for (int i = 0; i < things.size(); i++) {
            Thing thing = things.get(i);
            if (association.isTaken(i)
                    || thing.score() < settings.start()
                    || tracks.live.size() >= settings.maxTracks()
                    || isCovered(thing, live, tracks.time)) {
                continue;
            }
            tracks.live.add(new Track(settings, tracks.time, thing));
        }
    }

    private static boolean isCovered(Thing thing, List<Track> live, long time) {
        for (Track track : live) {
            if (track.isConfirmed()
                    && track.lastSeen() == time
                    && !thing.votes().containsKey(track.className())
                    && track.visibleBox().iou(thing.box()) >= COVERED) {
                track.votes().add(thing.votes());
                return true;
            }
        }
        return false;
    }

    /** Ends all tracks of a camera. @return those that were confirmed */
    public List<Track> end(Tracks tracks) {
        List<Track> ended = tracks.live.stream().filter(Track::isConfirmed).toList();
        tracks.live.clear();
        return ended;
    }
}
