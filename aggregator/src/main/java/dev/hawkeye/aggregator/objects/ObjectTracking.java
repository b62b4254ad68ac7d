package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.EventsOf;
import dev.hawkeye.aggregator.input.Observations;
import dev.hawkeye.aggregator.keyframes.Keyframes;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.PastCrossing;
import dev.hawkeye.aggregator.state.PastVisit;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.aggregator.state.SeenObject;
import dev.hawkeye.aggregator.windows.Tallies;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Sighting;
import dev.hawkeye.tracking.Step;
import dev.hawkeye.tracking.Track;
import dev.hawkeye.tracking.TrackState;
import dev.hawkeye.tracking.Tracker;
import dev.hawkeye.tracking.Tracks;
import dev.hawkeye.tracking.presence.Crossing;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.presence.ZoneEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects in front of the cameras of one partition. Reads the tracks of a camera from its state, advances them by
 * one frame, reports what the objects did to windows, events and the tracks topic, and writes the tracks back. Nothing
 * is kept between two frames, so objects survive a crash exactly as the state does. A frame that is not later than the
 * previous one changes no object. Not thread-safe; used by one stream thread.
 */
public final class ObjectTracking {
    /** Maximum number of visits, and of crossings, that a track record lists. */
    static final int MAX_LISTED = 64;

    private final ByCamera<SceneWatch> scenes;
    private final Tracker tracker = new Tracker();
    private final Tallies tallies;
    private final AggregatorMeters meters;
    private final TrackRecords records;
    private final ObjectEvents events;
    private final Occupancies occupancies;

    public ObjectTracking(
            AggregatorConfig config, Tallies tallies, Keyframes keyframes, Outputs outputs, AggregatorMeters meters) {
        this.scenes = config.scenes().map(SceneWatch::new);
        this.tallies = tallies;
        this.meters = meters;
        this.records = new TrackRecords(outputs);
        this.events = config.events() == EventsOf.OBJECT ? new ObjectEvents(config, keyframes, outputs, meters) : null;
        this.occupancies = new Occupancies(tallies, events);
    }

    /**
     * Processes an analyzed frame.
     *
     * @param detection of the frame, without ignored objects
     * @param state of its camera; its last recent frame is this one, and its windows have counted it
     */
    public void observe(Detection detection, CameraState state) {
        String camera = detection.getCamera();
        long time = detection.getCaptureTime().toEpochMilli();
        double height = Math.max(1, detection.getHeight());
        TrackStates.reshape(state, Math.max(1, detection.getWidth()) / height);
        Tracks tracks = TrackStates.read(state);
        Map<Track, ObjectState> objects = new HashMap<>();
        List<Track> before = tracks.live();
        for (int i = 0; i < before.size(); i++) {
            objects.put(before.get(i), state.getObjects().get(i));
        }
        boolean later = time > state.getTrackTime();
        Step step = tracker.update(tracks, time, Observations.of(detection));
        List<RecentFrame> recent = state.getRecent();
        RecentFrame frame = recent.get(recent.size() - 1);
        for (Track track : step.ended()) {
            end(new Moment(camera, state, time, null, -1), track.className(), objects.get(track));
        }
        for (Step.Seen seen : step.seen()) {
            Moment moment = new Moment(camera, state, time, frame, seen.observation());
            new Sighted(moment, objects.get(seen.track()), seen.track()).take(detection, seen.justConfirmed(), height);
        }
        write(tracks, objects, state);
        if (later) {
            occupancies.count(
                    new Moment(camera, state, time, frame, -1),
                    scenes.of(camera).scene().zones());
        }
    }

    private static void write(Tracks tracks, Map<Track, ObjectState> objects, CameraState state) {
        Tracks.State all = tracks.state();
        List<Track> live = tracks.live();
        List<ObjectState> written = new ArrayList<>(live.size());
        for (int i = 0; i < live.size(); i++) {
            ObjectState known = objects.get(live.get(i));
            ObjectState object = known == null ? ObjectState.newBuilder().build() : known;
            TrackState track = all.live().get(i);
            TrackStates.write(track, object);
            written.add(object);
        }
        state.setTrackTime(all.time());
        state.setNextNumber(all.next());
        state.setObjects(written);
    }

    /**
     * Whether the next analyzed frame will end all objects of a camera, whatever it shows, because none has been analyzed
     * for too long. It may be hours away, so they can be ended now.
     */
    public boolean areOver(CameraState state) {
        return tracker.isGap(state.getTrackTime(), state.getStreamTime());
    }

    /** Ends all objects of a camera: nothing connects them to what comes next. */
    public void endAll(String camera, CameraState state) {
        Moment moment = Moment.unseen(camera, state);
        Tracks tracks = TrackStates.read(state);
        List<Track> live = tracks.live();
        for (int i = 0; i < live.size(); i++) {
            if (live.get(i).isConfirmed()) {
                end(moment, live.get(i).className(), state.getObjects().get(i));
            }
        }
        occupancies.end(moment);
        state.setObjects(new ArrayList<>());
        state.setTrackTime(Long.MIN_VALUE);
    }

    private void end(Moment moment, String className, ObjectState object) {
        Position last = position(object, moment.state());
        scenes.of(moment.camera()).ended(object, last, className, listener(moment, object, className));
        if (events != null) {
            events.left(moment.camera(), object, className);
        }
        if (object.getUncounted()) {
            tallies.lost(moment.camera(), moment.state(), className, last.time());
        }
        records.last(moment.camera(), object, className, last);
        meters.objectEnded(moment.camera());
    }

    static Position position(ObjectState object, CameraState state) {
        return position(object.getLastSeen(), TrackStates.box(object.getBox()), state);
    }

    /** Converts from units of the picture's height to fractions of its width and height. */
    private static Position position(long time, Box box, CameraState state) {
        return new Position(time, box.dividedBy(state.getAspect(), 1));
    }

    private SceneWatch.Listener listener(Moment moment, ObjectState object, String className) {
        return new SceneWatch.Listener() {
            @Override
            public void crossed(Crossing crossing) {
                if (object.getCrossings().size() < MAX_LISTED) {
                    object.getCrossings().add(new PastCrossing(crossing.line(), crossing.direction(), crossing.time()));
                }
                tallies.crossed(
                        moment.camera(),
                        moment.state(),
                        className,
                        crossing.line(),
                        crossing.direction(),
                        crossing.time());
                meters.crossed(moment.camera(), crossing.line(), crossing.direction());
                if (events != null) {
                    events.crossed(moment, object, crossing, className);
                }
            }

            @Override
            public void visited(ZoneEvent event) {
                switch (event.kind()) {
                    case ENTERED -> entered(moment, object, event);
                    case EXITED -> exited(moment, object, event);
                    case LOITERING -> {
                        if (events != null) {
                            events.loitering(moment, object, event);
                        }
                    }
                }
            }
        };
    }

    private void entered(Moment moment, ObjectState object, ZoneEvent event) {
        if (object.getVisits().size() < MAX_LISTED) {
            object.getVisits().add(new PastVisit(event.zone(), event.enteredAt(), null));
        }
        tallies.entered(moment.camera(), moment.state(), event.className(), event.zone(), event.time());
        meters.entered(moment.camera(), event.zone());
        if (events != null) {
            events.entered(moment, object, event);
        }
    }

    private void exited(Moment moment, ObjectState object, ZoneEvent event) {
        for (PastVisit visit : object.getVisits()) {
            if (visit.getZone().equals(event.zone()) && visit.getEntered() == event.enteredAt()) {
                visit.setExited(event.time());
            }
        }
        tallies.exited(moment.camera(), moment.state(), event.className(), event.zone(), event.time(), event.dwell());
        meters.exited(moment.camera(), event.zone(), event.dwell());
        if (events != null) {
            events.exited(moment.camera(), object, event);
        }
    }

    /** A confirmed object in a frame that shows it. */
    private final class Sighted {
        private final Moment moment;
        private final ObjectState object;
        private final Track track;
        private final String className;
        private final SceneWatch.Listener listener;

        Sighted(Moment moment, ObjectState object, Track track) {
            this.moment = moment;
            this.object = object;
            this.track = track;
            this.className = track.className();
            this.listener = listener(moment, object, className);
        }

        void take(Detection detection, boolean justConfirmed, double height) {
            float score = detection.getObjects().get(moment.index()).getConfidence();
            Position last = null;
            if (justConfirmed) {
                object.setNumber(track.number());
                object.setStream(detection.getStream());
                object.setId(ObjectEvents.id(String.join(
                        "/",
                        moment.camera(),
                        detection.getStream(),
                        Long.toString(track.firstSeen()),
                        Long.toString(track.number()))));
                meters.objectConfirmed(moment.camera());
                object.setUncounted(true);
                int number = 0;
                for (Sighting sighting : track.early()) {
                    last = take(last, sighting, ++number, index(sighting, height));
                }
            } else {
                Sighting sighting = new Sighting(moment.time(), track.lastBox(), score);
                last = take(position(object, moment.state()), sighting, track.hits(), moment.index());
            }
            if (score >= track.bestScore()) {
                object.setBest(moment.frame().getPlace());
            } else if (object.getBest() == null) {
                object.setBest(best().getPlace());
            }
            object.setHits(track.hits());
            object.setBestScore(track.bestScore());
            if (events != null) {
                events.appear(moment, object, className);
            }
            records.update(moment.camera(), object, className, last);
        }

        private Position take(Position before, Sighting sighting, int number, int index) {
            Position now = position(sighting.time(), sighting.box(), moment.state());
            long timeBefore = before == null ? Long.MIN_VALUE : before.time();
            if (tallies.seen(moment.state(), className, now.time(), timeBefore, object.getUncounted())) {
                object.setUncounted(false);
            }
            Paths.add(object, number, now);
            if (events != null && index >= 0) {
                events.seen(moment.camera(), object, now.time(), sighting.score(), index);
            }
            scenes.of(moment.camera()).moved(object, before, now, className, sighting.score(), listener);
            return now;
        }

        /** The recent frame with the best early sighting, or the current one if that is no longer known. */
        private RecentFrame best() {
            for (Sighting sighting : track.early()) {
                for (RecentFrame frame : moment.state().getRecent()) {
                    if (sighting.score() >= track.bestScore() && frame.getCaptureTime() == sighting.time()) {
                        return frame;
                    }
                }
            }
            return moment.frame();
        }

        /** The index of an early sighting among the objects of a recent frame; -1 if the frame is no longer known. */
        private int index(Sighting sighting, double height) {
            for (RecentFrame frame : moment.state().getRecent()) {
                if (frame.getCaptureTime() == sighting.time()) {
                    List<SeenObject> objects = frame.getObjects();
                    for (int i = 0; i < objects.size(); i++) {
                        SeenObject seen = objects.get(i);
                        if (seen.getX1() / height == sighting.box().left()
                                && seen.getY2() / height == sighting.box().bottom()
                                && seen.getX2() / height == sighting.box().right()) {
                            return i;
                        }
                    }
                }
            }
            return -1;
        }
    }
}
