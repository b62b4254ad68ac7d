package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.SettingException;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * An area with straight edges, from each point to the next and from the last to the first. Immutable.
 *
 * <p>The left and top parts of its border belong to it, the right and bottom parts do not (see {@link Sides}): if two
 * areas share a border, each point of it is in exactly one of them.
 *
 * @param points 3 to 100, in the order of the border, which neither crosses nor touches itself
 */
public record Polygon(List<Point> points) {
    public Polygon {
        points = PointList.checked(points, 3);
        int size = points.size();
        Check.that(
                !points.get(0).equals(points.get(size - 1)),
                "[" + (size - 1) + "]",
                "must differ from the first point",
                points.get(0),
                "remove it: the last point is joined to the first anyway");
        refuseCrossing(points);
    }

    private static void refuseCrossing(List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                if (meet(points, i, j)) {
                    throw new SettingException(
                            "",
                            "must be a border that does not cross itself",
                            edge(points, i) + " and " + edge(points, j) + ", which meet",
                            "list the points in the order in which they follow each other along the border");
                }
            }
        }
    }

    private static Point at(List<Point> points, int i) {
        return points.get(i % points.size());
    }

    private static String edge(List<Point> points, int i) {
        return points.get(i) + " to " + at(points, i + 1);
    }

    /** Whether two edges meet anywhere except at the point that neighbors share. */
    private static boolean meet(List<Point> points, int first, int second) {
        Point a = points.get(first);
        Point b = at(points, first + 1);
        Point c = points.get(second);
        Point d = at(points, second + 1);
        if (b.equals(c)) {
            return isOn(c, d, a) || isOn(a, b, d);
        }
        if (d.equals(a)) {
            return isOn(c, d, b) || isOn(a, b, c);
        }
        return isOn(a, b, c)
                || isOn(a, b, d)
                || isOn(c, d, a)
                || isOn(c, d, b)
                || (Sides.turn(a, b, c) != Sides.turn(a, b, d) && Sides.turn(c, d, a) != Sides.turn(c, d, b));
    }

    private static boolean isOn(Point a, Point b, Point c) {
        return Sides.turn(a, b, c) == 0
                && Math.min(a.x(), b.x()) <= c.x()
                && c.x() <= Math.max(a.x(), b.x())
                && Math.min(a.y(), b.y()) <= c.y()
                && c.y() <= Math.max(a.y(), b.y());
    }

    /**
     * Whether a position is in the area, that is, whether a ray from it to the right crosses an odd number of edges.
     */
    public boolean contains(Point position) {
        boolean inside = false;
        Point a = points.get(points.size() - 1);
        for (Point b : points) {
            if ((a.y() > position.y()) != (b.y() > position.y())) {
                // The right side of a downward edge is on the left in the picture.
                inside ^= Sides.of(a, b, position) == (b.y() > a.y() ? Sides.RIGHT : Sides.LEFT);
            }
            a = b;
        }
        return inside;
    }

    /** Fraction of a straight path before its first cut of the border, 0 to 1; 1 if it has none. */
    public double firstCut(Point from, Point to) {
        return cut(from, to, 1, Math::min);
    }

    /** Fraction of a straight path before its last cut of the border, 0 to 1; 0 if it has none. */
    public double lastCut(Point from, Point to) {
        return cut(from, to, 0, Math::max);
    }

    private double cut(Point from, Point to, double none, DoubleBinaryOperator choice) {
        double chosen = none;
        Point a = points.get(points.size() - 1);
        for (Point b : points) {
            if (Sides.cuts(from, to, a, b)) {
                chosen = choice.applyAsDouble(chosen, Sides.share(from, to, a, b));
            }
            a = b;
        }
        return chosen;
    }
}
