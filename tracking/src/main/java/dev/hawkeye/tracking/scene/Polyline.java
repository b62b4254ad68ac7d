package dev.hawkeye.tracking.scene;

import java.util.List;
import java.util.Optional;

/**
 * A line of one or more segments. Immutable.
 *
 * @param points 2 to 100, consecutive ones different
 */
public record Polyline(List<Point> points) {
    public Polyline {
        points = PointList.checked(points, 2);
    }

    /**
     * Where a straight path cuts the line itself, never its extension. If it cuts the line several times, as it may at
     * a bend, the cuts add up: to none if the path ends on the side where it began, and otherwise to the last one
     * toward the side where it ends. Exact at corners and for paths that begin or end on the line, see {@link Sides}:
     * the pieces of a path have the same cuts as the whole.
     */
    public Optional<Cut> cut(Point from, Point to) {
        int sum = 0;
        double lastForward = 0;
        double lastBackward = 0;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            if (Sides.cuts(from, to, a, b)) {
                int side = Sides.of(a, b, to);
                double share = Sides.share(from, to, a, b);
                sum += side;
                if (side == Sides.RIGHT) {
                    lastForward = Math.max(lastForward, share);
                } else {
                    lastBackward = Math.max(lastBackward, share);
                }
            }
        }
        return sum == 0 ? Optional.empty() : Optional.of(new Cut(sum > 0 ? lastForward : lastBackward, sum > 0));
    }

    /**
     * The distance of a position from the line, in units of an object's size: it is 1 where the object just fits beside
     * the line. This makes it independent of how far away the object is and of the shape of the picture.
     *
     * @param width of the object, as a fraction of the picture's width; positive
     * @param height of the object, as a fraction of the picture's height; positive
     */
    public double distance(Point position, double width, double height) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < points.size(); i++) {
            Point a = points.get(i - 1);
            Point b = points.get(i);
            double alongX = (b.x() - a.x()) / width;
            double alongY = (b.y() - a.y()) / height;
            double x = (position.x() - a.x()) / width;
            double y = (position.y() - a.y()) / height;
            double share = (x * alongX + y * alongY) / (alongX * alongX + alongY * alongY);
            double nearest = Math.max(0, Math.min(1, share));
            least = Math.min(least, Math.hypot(x - nearest * alongX, y - nearest * alongY));
        }
        return least;
    }
}
