package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.state.BoxState;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.SightingState;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Sighting;
import dev.hawkeye.tracking.TrackState;
import dev.hawkeye.tracking.TrackState.AxisState;
import dev.hawkeye.tracking.TrackState.MotionState;
import dev.hawkeye.tracking.Tracks;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Converts the tracker's tracks to and from the state of their camera, without loss. */
final class TrackStates {
    /** Allows for pictures that are scaled down to whole pixels. */
    private static final double ROUNDING = 0.01;

    private static final int AXIS = 5;

    private TrackStates() {}

    static Tracks read(CameraState camera) {
        List<TrackState> tracks = new ArrayList<>(camera.getObjects().size());
        for (ObjectState object : camera.getObjects()) {
            tracks.add(new TrackState(
                    object.getNumber(),
                    object.getFirstSeen(),
                    object.getLastSeen(),
                    object.getHits(),
                    object.getMisses(),
                    object.getConfirmed(),
                    object.getBestScore(),
                    box(object.getBox()),
                    object.getVotes(),
                    motion(object.getMotion()),
                    object.getEarly().stream().map(TrackStates::sighting).toList()));
        }
        return new Tracks(new Tracks.State(camera.getTrackTime(), camera.getNextNumber(), tracks));
    }

    /**
     * Adapts the state to the shape of the camera's picture. Boxes are in units of its height, so in a picture of
     * another shape, objects are elsewhere: what is known about them moves along, since the camera still shows the same
     * scene.
     *
     * @param aspect width / height of the picture
     */
    static void reshape(CameraState camera, double aspect) {
        double factor = aspect / camera.getAspect();
        if (Math.abs(factor - 1) > ROUNDING) {
            for (ObjectState object : camera.getObjects()) {
                stretch(object.getBox(), factor);
                object.getEarly().forEach(sighting -> stretch(sighting.getBox(), factor));
                object.setMotion(list(stretched(motion(object.getMotion()), factor)));
            }
        }
        camera.setAspect(aspect);
    }

    private static void stretch(BoxState box, double factor) {
        box.setX1(box.getX1() * factor);
        box.setX2(box.getX2() * factor);
    }

    private static MotionState stretched(MotionState motion, double factor) {
        return new MotionState(
                stretched(motion.x(), factor),
                motion.bottom(),
                stretched(motion.width(), factor),
                motion.height(),
                motion.agility(),
                motion.floor() * Math.sqrt(factor));
    }

    private static AxisState stretched(AxisState axis, double factor) {
        double squared = factor * factor;
        return new AxisState(
                axis.position() * factor,
                axis.speed() * factor,
                axis.varPosition() * squared,
                axis.covariance() * squared,
                axis.varSpeed() * squared);
    }

    static void write(TrackState track, ObjectState object) {
        object.setNumber(track.number());
        object.setFirstSeen(track.firstSeen());
        object.setLastSeen(track.lastSeen());
        object.setHits(track.hits());
        object.setMisses(track.misses());
        object.setConfirmed(track.confirmed());
        object.setBestScore(track.bestScore());
        object.setBox(state(track.lastBox()));
        object.setVotes(new TreeMap<>(track.votes()));
        object.setMotion(list(track.motion()));
        List<SightingState> early = new ArrayList<>();
        for (Sighting sighting : track.early()) {
            early.add(new SightingState(sighting.time(), state(sighting.box()), sighting.score()));
        }
        object.setEarly(early);
    }

    static Box box(BoxState box) {
        return new Box(box.getX1(), box.getY1(), box.getX2(), box.getY2());
    }

    private static BoxState state(Box box) {
        return new BoxState(box.left(), box.top(), box.right(), box.bottom());
    }

    private static Sighting sighting(SightingState state) {
        return new Sighting(state.getTime(), box(state.getBox()), state.getScore());
    }

    private static List<Double> list(MotionState motion) {
        List<Double> list = new ArrayList<>(4 * AXIS + 2);
        for (AxisState axis : List.of(motion.x(), motion.bottom(), motion.width(), motion.height())) {
            list.addAll(List.of(axis.position(), axis.speed(), axis.varPosition(), axis.covariance(), axis.varSpeed()));
        }
        list.add(motion.agility());
        list.add(motion.floor());
        return list;
    }

    private static MotionState motion(List<Double> list) {
        return new MotionState(
                axis(list, 0),
                axis(list, AXIS),
                axis(list, 2 * AXIS),
                axis(list, 3 * AXIS),
                list.get(4 * AXIS),
                list.get(4 * AXIS + 1));
    }

    private static AxisState axis(List<Double> list, int from) {
        return new AxisState(
                list.get(from), list.get(from + 1), list.get(from + 2), list.get(from + 3), list.get(from + 4));
    }
}
