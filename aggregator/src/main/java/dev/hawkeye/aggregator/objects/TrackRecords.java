package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.PastVisit;
import dev.hawkeye.aggregator.state.PathState;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.presence.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The records of the tracks topic: at most one per second of capture time for a live object, and the final one. */
final class TrackRecords {
    static final long INTERVAL_MILLIS = 1_000;

    private final Outputs outputs;

    TrackRecords(Outputs outputs) {
        this.outputs = outputs;
    }

    /** Sends a record of an object that was just seen, if one is due. */
    void update(String camera, ObjectState object, String className, Position last) {
        if (object.getSent() == null || last.time() - object.getSent() >= INTERVAL_MILLIS) {
            object.setSent(last.time());
            outputs.track(record(camera, object, className, last, false));
        }
    }

    void last(String camera, ObjectState object, String className, Position last) {
        outputs.track(record(camera, object, className, last, true));
    }

    private static Track record(String camera, ObjectState object, String className, Position last, boolean isFinal) {
        Box box = last.box();
        return Track.newBuilder()
                .setId(object.getId())
                .setCamera(camera)
                .setStream(object.getStream())
                .setNumber(object.getNumber())
                .setClassName(className)
                .setIsFinal(isFinal)
                .setFirstSeen(Instant.ofEpochMilli(object.getFirstSeen()))
                .setLastSeen(Instant.ofEpochMilli(last.time()))
                .setSightings(object.getHits())
                .setConfidence(object.getBestScore())
                .setBox(new RelativeBox(
                        (float) box.left(), (float) box.top(), (float) box.right(), (float) box.bottom()))
                .setPath(path(object.getPath(), last))
                .setZones(object.getVisits().stream()
                        .map(visit -> visit(visit, last.time()))
                        .toList())
                .setCrossings(object.getCrossings().stream()
                        .map(past -> new LineCrossing(
                                past.getLine(), past.getDirection(), Instant.ofEpochMilli(past.getTime())))
                        .toList())
                .setBestFrame(object.getBest() == null ? null : FrameReader.ref(object.getBest()))
                .build();
    }

    private static List<PathPoint> path(List<PathState> states, Position last) {
        List<PathPoint> path = new ArrayList<>();
        states.forEach(state -> path.add(point(state)));
        if (states.isEmpty() || states.get(states.size() - 1).getTime() < last.time()) {
            path.add(point(Paths.point(last)));
        }
        return path;
    }

    private static PathPoint point(PathState state) {
        return new PathPoint(Instant.ofEpochMilli(state.getTime()), state.getX(), state.getY());
    }

    private static ZoneVisit visit(PastVisit visit, long now) {
        Long exited = visit.getExited();
        return ZoneVisit.newBuilder()
                .setZone(visit.getZone())
                .setEntered(Instant.ofEpochMilli(visit.getEntered()))
                .setExited(exited == null ? null : Instant.ofEpochMilli(exited))
                .setDwellMillis((exited == null ? now : exited) - visit.getEntered())
                .build();
    }
}
