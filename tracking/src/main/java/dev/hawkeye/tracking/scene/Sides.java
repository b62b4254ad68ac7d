package dev.hawkeye.tracking.scene;

import java.math.BigDecimal;

/**
 * Which side of a line a position is on, and whether a path cuts it, without a case in which the answer is "neither".
 *
 * <p>Objects do stop exactly on lines, and paths do run exactly through corners, since boxes and drawn points often
 * have whole pixels. A test with a tolerance counts such a path twice, or never. Here every position represents itself
 * moved by an infinitely small step to the right and by an even smaller one down, (ε, ε²). After this move, no position
 * is on a line, and no path runs through a corner. As all positions move alike, all answers are consistent: a path that
 * starts on a line is counted on one side of it, one through the corner of two segments cuts one of them, and a point
 * on the border of two zones is in one of them. (The idea is from Edelsbrunner and Mücke, "Simulation of Simplicity",
 * 1990.)
 *
 * <p>The sign of the underlying determinant must then be exact. It is computed in floating point, which suffices unless
 * it is close to zero (bound by Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric
 * Predicates", 1997), and otherwise with {@link BigDecimal}, which represents every double exactly.
 *
 * <p>Right and left are those of somebody who walks on the picture from {@code a} to {@code b}: y grows downwards, so
 * on a path to the right, right is below.
 */
final class Sides {
    static final int RIGHT = 1;
    static final int LEFT = -1;

    /** (3 + 16 u) u, where u is half a unit in the last place of 1. */
    private static final double ROUNDING = 3.3306690738754716e-16;

    private Sides() {}

    /** {@link #RIGHT} or {@link #LEFT}: the side of the line through two different points that a position is on. */
    static int of(Point a, Point b, Point position) {
        int sign = turn(a, b, position);
        return sign != 0 ? sign : -tie(a, b);
    }

    /** Whether the path from {@code p} to {@code q} cuts the segment from {@code a} to {@code b}. */
    static boolean cuts(Point p, Point q, Point a, Point b) {
        return of(a, b, p) != of(a, b, q) && ofMoved(p, q, a) != ofMoved(p, q, b);
    }

    /** The side of a path that a fixed point is on, when the path moves. */
    private static int ofMoved(Point p, Point q, Point fixed) {
        int sign = turn(p, q, fixed);
        return sign != 0 ? sign : tie(p, q);
    }

    /** The side on which a point of the line ends up when the line moves by (ε, ε²). */
    private static int tie(Point a, Point b) {
        return a.y() != b.y() ? (b.y() > a.y() ? RIGHT : LEFT) : (b.x() > a.x() ? LEFT : RIGHT);
    }

    /** Fraction of a path before its cut of a segment, 0 to 1. */
    static double share(Point p, Point q, Point a, Point b) {
        double before = Math.abs(determinant(a, b, p));
        double after = Math.abs(determinant(a, b, q));
        return before + after == 0 ? 0 : before / (before + after);
    }

    /** 1 when {@code c} is to the right of the path from {@code a} to {@code b}, -1 to its left, 0 exactly on it. */
    static int turn(Point a, Point b, Point c) {
        double clockwise = (b.x() - a.x()) * (c.y() - a.y());
        double counter = (b.y() - a.y()) * (c.x() - a.x());
        double difference = clockwise - counter;
        return Math.abs(difference) > ROUNDING * (Math.abs(clockwise) + Math.abs(counter))
                ? (int) Math.signum(difference)
                : exactTurn(a, b, c);
    }

    private static int exactTurn(Point a, Point b, Point c) {
        BigDecimal clockwise = minus(b.x(), a.x()).multiply(minus(c.y(), a.y()));
        return clockwise.compareTo(minus(b.y(), a.y()).multiply(minus(c.x(), a.x())));
    }

    private static BigDecimal minus(double a, double b) {
        return new BigDecimal(a).subtract(new BigDecimal(b));
    }

    private static double determinant(Point a, Point b, Point c) {
        return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
    }
}
