package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.scene.ObjectKind;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.evaluation.Evaluation;
import dev.hawkeye.tracking.evaluation.MotBox;
import dev.hawkeye.tracking.evaluation.MotSequence;
import dev.hawkeye.tracking.evaluation.Replay;
import dev.hawkeye.tracking.evaluation.TrackScores;
import java.util.Arrays;
import java.util.List;

/** Tracks the boxes of a film and evaluates the tracks against the ground truth. All classes are evaluated as one. */
final class Identity {
    private Identity() {}

    /**
     * @param every stride: analyzes the pictures whose index is a multiple of this
     * @param online whether to omit what could not be known yet at the time of a picture
     */
    static TrackScores of(Film film, BoxSource source, int every, boolean online) {
        MotSequence truth = MotSequence.of(film.truth().stream()
                        .map(objects -> objects.stream().map(Identity::object).toList())
                        .toList())
                .thin(every);
        MotSequence found = MotSequence.of(film.found().get(source).stream()
                        .map(boxes -> boxes.stream().map(Identity::detection).toList())
                        .toList())
                .thin(every);
        double rate = (double) film.settings().fps() / every;
        return Evaluation.of(truth, online ? Replay.online(found, rate) : Replay.of(found, rate));
    }

    private static MotBox object(StreetObject object) {
        double right = object.x() + object.width();
        double bottom = object.y() + object.height();
        return new MotBox(object.track(), new Box(object.x(), object.y(), right, bottom));
    }

    private static MotBox detection(Observation one) {
        return new MotBox(-1, one.box(), one.score(), category(one.className()));
    }

    private static int category(String className) {
        List<ObjectKind> kinds = Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.label().equals(className))
                .toList();
        return kinds.isEmpty() ? 0 : kinds.get(0).category();
    }
}
