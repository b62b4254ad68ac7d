package dev.hawkeye.console.scene;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.presence.Position;
import java.util.ArrayList;
import java.util.List;

/** The paths of objects, as far as the console knows them: at most 64 points, each with the size of the last box. */
final class Ways {
    /** A box without extent has no position. */
    private static final double LEAST = 1e-4;

    private Ways() {}

    /** @return positions in the order of their times, which are distinct */
    static List<Position> of(TrackView track) {
        double width = Math.max(LEAST, track.box().x2() - track.box().x1());
        double height = Math.max(LEAST, track.box().y2() - track.box().y1());
        List<Position> way = new ArrayList<>();
        for (TrackView.Stand stand : track.path()) {
            if (way.isEmpty() || way.get(way.size() - 1).time() < stand.time()) {
                Box box = new Box(stand.x() - width / 2, stand.y() - height, stand.x() + width / 2, stand.y());
                way.add(new Position(stand.time(), box));
            }
        }
        return way;
    }
}
