package dev.hawkeye.aggregator.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.keyframes.Keyframes;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.meters.Withheld;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.CandidateFrame;
import dev.hawkeye.aggregator.state.ClassState;
import dev.hawkeye.aggregator.state.FullZone;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.OpenEvent;
import dev.hawkeye.aggregator.state.PastCrossing;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.tracking.presence.Crossing;
import dev.hawkeye.tracking.presence.VisitState;
import dev.hawkeye.tracking.presence.ZoneEvent;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Instant;
import java.util.UUID;

/**
 * The events of objects. An object appears once it has been seen clearly enough in {@code confirm} frames, and the
 * event has the best picture of these; only objects that have appeared make other events. What an object did before
 * that is reported when it appears, as far as its state still has it. An event with a duration, of an object, a visit
 * or a full zone, has another record with the same id when it ends. Not thread-safe; used by one stream thread.
 */
final class ObjectEvents {
    private final int confirm;
    private final int candidates;
    private final ByCamera<EventChoice> choices;
    private final ByCamera<Scene> scenes;
    private final Keyframes keyframes;
    private final Outputs outputs;
    private final AggregatorMeters meters;

    ObjectEvents(AggregatorConfig config, Keyframes keyframes, Outputs outputs, AggregatorMeters meters) {
        this.confirm = config.confirm();
        this.candidates = config.confirmOf();
        this.choices = config.cameras();
        this.scenes = config.scenes();
        this.keyframes = keyframes;
        this.outputs = outputs;
        this.meters = meters;
    }

    /**
     * An object was seen.
     *
     * @param index its index among the objects of the frame
     */
    void seen(String camera, ObjectState object, long time, float score, int index) {
        if (object.getEvent() == null && score >= choices.of(camera).eventConfidence()) {
            object.setClear(object.getClear() + 1);
            object.getCandidates().add(new CandidateFrame(time, index, score));
            if (object.getCandidates().size() > candidates) {
                object.getCandidates().remove(0);
            }
        }
    }

    /** Decides, after all sightings of a frame, whether an object appears now. */
    void appear(Moment moment, ObjectState object, String className) {
        if (object.getEvent() != null
                || object.getClear() < confirm
                || !choices.of(moment.camera()).makesEvents(className)) {
            return;
        }
        Moment best = best(moment, object);
        Event.Builder event = event(moment, object, EventType.APPEARED, className, object.getFirstSeen());
        object.setEvent(begin(best, object.getId(), event));
        object.getCandidates().clear();
        catchUp(moment, object, className);
    }

    /** With frames far apart, an object is often in a zone before it is clear. */
    private void catchUp(Moment moment, ObjectState object, String className) {
        for (PastCrossing past : object.getCrossings()) {
            crossed(moment, object, new Crossing(past.getLine(), past.getDirection(), past.getTime()), className);
        }
        for (Zone zone : scenes.of(moment.camera()).zones()) {
            VisitState visit = SceneWatch.visit(object, zone.name());
            if (visit.isVisit()) {
                entered(moment, object, event(zone, visit, ZoneEvent.Kind.ENTERED, 0));
                if (visit.loitered()) {
                    loitering(
                            moment,
                            object,
                            event(
                                    zone,
                                    visit,
                                    ZoneEvent.Kind.LOITERING,
                                    zone.loiter().toMillis()));
                }
            }
        }
    }

    private static ZoneEvent event(Zone zone, VisitState visit, ZoneEvent.Kind kind, long dwell) {
        return new ZoneEvent(zone.name(), kind, visit.enteredAt() + dwell, visit.enteredAt(), visit.className());
    }

    /** The track of an object has ended. */
    void left(String camera, ObjectState object, String className) {
        if (object.getEvent() != null) {
            Event.Builder event = event(camera, object, EventType.LEFT, className)
                    .setDwellMillis(object.getLastSeen() - object.getFirstSeen());
            end(event, object.getEvent(), object.getLastSeen());
            object.setEvent(null);
        }
    }

    void crossed(Moment moment, ObjectState object, Crossing crossing, String className) {
        if (tells(moment.camera(), object, className)) {
            Event.Builder event = event(moment, object, EventType.CROSSED, className, crossing.time())
                    .setLine(crossing.line())
                    .setDirection(crossing.direction())
                    .setEnd(Instant.ofEpochMilli(crossing.time()));
            begin(moment, id(object, "crossed", crossing.line(), crossing.time()), event);
        }
    }

    void entered(Moment moment, ObjectState object, ZoneEvent visit) {
        if (tells(moment.camera(), object, visit.className())) {
            Event.Builder event = event(moment, object, EventType.ENTERED, visit.className(), visit.enteredAt())
                    .setZone(visit.zone());
            object.getVisitEvents()
                    .put(visit.zone(), begin(moment, id(object, "entered", visit.zone(), visit.enteredAt()), event));
        }
    }

    void exited(String camera, ObjectState object, ZoneEvent visit) {
        OpenEvent entered = object.getVisitEvents().remove(visit.zone());
        if (entered != null) {
            Event.Builder event = event(camera, object, EventType.EXITED, visit.className())
                    .setZone(visit.zone())
                    .setDwellMillis(visit.dwell());
            end(event, entered, visit.time());
        }
    }

    void loitering(Moment moment, ObjectState object, ZoneEvent visit) {
        if (tells(moment.camera(), object, visit.className())) {
            Event.Builder event = event(moment, object, EventType.LOITERING, visit.className(), visit.time())
                    .setZone(visit.zone())
                    .setDwellMillis(visit.dwell())
                    .setEnd(Instant.ofEpochMilli(visit.time()));
            begin(moment, id(object, "loitering", visit.zone(), visit.enteredAt()), event);
        }
    }

    /** A zone is full now. @return the state to keep until it has room again */
    FullZone full(Moment moment, String zone, String className, int inside) {
        String id = id(String.join("/", moment.camera(), "full", zone, Long.toString(moment.time())));
        Event.Builder event = event(moment.camera(), EventType.OCCUPANCY, className)
                .setZone(zone)
                .setOccupancy(inside)
                .setStart(Instant.ofEpochMilli(moment.time()))
                .setConfirmed(Instant.ofEpochMilli(moment.time()))
                .setPeak(inside)
                .setConfidence(1);
        return new FullZone(className, inside, begin(moment, id, event));
    }

    /** A full zone has room again. */
    void hasRoom(Moment moment, String zone, FullZone full, int inside) {
        Event.Builder event = event(moment.camera(), EventType.OCCUPANCY, full.getClassName())
                .setZone(zone)
                .setOccupancy(inside)
                .setPeak(full.getPeak())
                .setConfidence(1);
        end(event, full.getEvent(), moment.time());
    }

    private boolean tells(String camera, ObjectState object, String className) {
        return object.getEvent() != null && choices.of(camera).makesEvents(className);
    }

    /** The clearest candidate frame that is still known. */
    private static Moment best(Moment moment, ObjectState object) {
        Moment best = moment;
        float score = -1;
        for (CandidateFrame candidate : object.getCandidates()) {
            for (RecentFrame frame : moment.state().getRecent()) {
                if (frame.getCaptureTime() == candidate.getCaptureTime() && candidate.getScore() > score) {
                    score = candidate.getScore();
                    best = new Moment(moment.camera(), moment.state(), moment.time(), frame, candidate.getIndex());
                }
            }
        }
        return best;
    }

    private OpenEvent begin(Moment moment, String id, Event.Builder event) {
        String withheld = Withheld.GONE.reason();
        if (moment.frame() != null) {
            ClassState state = moment.state().getClasses().computeIfAbsent(event.getClassName(), c -> new ClassState());
            withheld = keyframes
                    .take(
                            new Keyframes.Subject(id, moment.camera(), event.getClassName(), moment.index()),
                            moment.frame(),
                            moment.state(),
                            state)
                    .map(Withheld::reason)
                    .orElse(null);
            event.setKeyframe(FrameReader.ref(moment.frame().getPlace()));
        }
        long time = event.getConfirmed().toEpochMilli();
        send(
                event.setId(id)
                        .setKind(EventKind.APPEARED)
                        .setUploaded(withheld == null)
                        .setNotUploadedReason(withheld)
                        .build(),
                time);
        return moment.frame() == null
                ? null
                : OpenEvent.newBuilder()
                        .setId(id)
                        .setStart(event.getStart().toEpochMilli())
                        .setConfirmed(time)
                        .setLastSeen(time)
                        .setPeak(event.getPeak())
                        .setConfidence(event.getConfidence())
                        .setKeyframe(moment.frame().getPlace())
                        .setNotUploadedReason(withheld)
                        .build();
    }

    private void end(Event.Builder event, OpenEvent begun, long time) {
        send(
                event.setId(begun.getId())
                        .setKind(EventKind.LEFT)
                        .setStart(Instant.ofEpochMilli(begun.getStart()))
                        .setConfirmed(Instant.ofEpochMilli(begun.getConfirmed()))
                        .setEnd(Instant.ofEpochMilli(time))
                        .setKeyframe(FrameReader.ref(begun.getKeyframe()))
                        .setUploaded(begun.getNotUploadedReason() == null)
                        .setNotUploadedReason(begun.getNotUploadedReason())
                        .build(),
                time);
    }

    private void send(Event event, long time) {
        outputs.event(event, time);
        meters.event(event);
    }

    private static Event.Builder event(
            Moment moment, ObjectState object, EventType type, String className, long start) {
        return event(moment.camera(), object, type, className)
                .setStart(Instant.ofEpochMilli(start))
                .setConfirmed(Instant.ofEpochMilli(moment.time()));
    }

    private static Event.Builder event(String camera, ObjectState object, EventType type, String className) {
        return event(camera, type, className)
                .setObject(object.getId())
                .setNumber(object.getNumber())
                .setPeak(1)
                .setConfidence(object.getBestScore());
    }

    private static Event.Builder event(String camera, EventType type, String className) {
        return Event.newBuilder().setCamera(camera).setClassName(className).setType(type);
    }

    private static String id(ObjectState object, String what, String where, long time) {
        return id(String.join("/", object.getId(), what, where, Long.toString(time)));
    }

    static String id(String origin) {
        return UUID.nameUUIDFromBytes(origin.getBytes(UTF_8)).toString();
    }
}
