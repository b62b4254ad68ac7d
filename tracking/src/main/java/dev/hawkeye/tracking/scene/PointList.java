package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import java.util.List;

/** The rules for every list of points: how many, in what range, and that consecutive ones differ. */
final class PointList {
    static final int MAX = 100;

    private PointList() {}

    /** @return an immutable copy */
    static List<Point> checked(List<Point> points, int least) {
        Check.that(
                points.size() >= least && points.size() <= MAX,
                "",
                "must be " + least + " to " + MAX + " points",
                points.size());
        for (int i = 0; i < points.size(); i++) {
            Check.that(
                    points.get(i).isWithinPicture(),
                    "[" + i + "]",
                    "must be x and y from 0 to 1",
                    points.get(i),
                    "divide pixels by the width and the height of the picture");
            Check.that(
                    i == 0 || !points.get(i).equals(points.get(i - 1)),
                    "[" + i + "]",
                    "must differ from the point before it",
                    points.get(i),
                    "remove it");
        }
        return List.copyOf(points);
    }
}
