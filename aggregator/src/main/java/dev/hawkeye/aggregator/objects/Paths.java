package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.PathState;
import dev.hawkeye.tracking.presence.Position;
import java.util.List;

/**
 * The path of an object in a bounded number of points. When there are too many, every other one is dropped, and from
 * then on half as many sightings become points: a long path gets coarser but never loses its beginning.
 */
final class Paths {
    /** One point fewer than a record has: the last sighting is always the last point. */
    static final int MAX_POINTS = 63;

    private Paths() {}

    /** @param sighting number of the sighting, from 1 */
    static void add(ObjectState object, int sighting, Position position) {
        if (!isPoint(object, sighting)) {
            return;
        }
        List<PathState> path = object.getPath();
        if (path.size() == MAX_POINTS) {
            for (int i = MAX_POINTS / 2; i > 0; i--) {
                path.remove(2 * i - 1);
            }
            object.setPathStep(2 * object.getPathStep());
        }
        if (isPoint(object, sighting)) {
            path.add(point(position));
        }
    }

    private static boolean isPoint(ObjectState object, int sighting) {
        return (sighting - 1) % object.getPathStep() == 0;
    }

    static PathState point(Position position) {
        return new PathState(
                position.time(),
                (float) ((position.box().left() + position.box().right()) / 2),
                (float) position.box().bottom());
    }
}
