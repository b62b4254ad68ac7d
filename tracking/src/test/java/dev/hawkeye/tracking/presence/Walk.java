package dev.hawkeye.tracking.presence;

import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.scene.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An object that walks straight from point to point of the picture, and rests at none. */
final class Walk {
    static final double WIDTH = 0.04;
    static final double HEIGHT = 0.12;

    private final List<Point> points = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    private Walk(Point start) {
        points.add(start);
        times.add(0L);
    }

    static Walk from(double x, double y) {
        return new Walk(new Point(x, y));
    }

    Walk to(double x, double y, long millis) {
        points.add(new Point(x, y));
        times.add(end() + millis);
        return this;
    }

    Walk rest(long millis) {
        Point here = points.get(points.size() - 1);
        return to(here.x(), here.y(), millis);
    }

    /** Legs between points anywhere in the picture, each taking 1.5 to 4 s. */
    static Walk random(Random random, int legs) {
        Walk walk = from(random.nextDouble(), random.nextDouble());
        for (int i = 0; i < legs; i++) {
            walk.to(random.nextDouble(), random.nextDouble(), 1500 + random.nextInt(2500));
        }
        return walk;
    }

    long end() {
        return times.get(times.size() - 1);
    }

    /** Where its feet are, the anchor of a box. */
    Point at(long time) {
        int leg = 1;
        while (leg < points.size() - 1 && times.get(leg) < time) {
            leg++;
        }
        Point a = points.get(leg - 1);
        Point b = points.get(leg);
        double share = (time - times.get(leg - 1)) / (double) (times.get(leg) - times.get(leg - 1));
        return new Point(a.x() + share * (b.x() - a.x()), a.y() + share * (b.y() - a.y()));
    }

    /** What a camera sees of it, with an error of the box's position. */
    List<Position> seen(long every, long offset, Random noise, double errorInSizes) {
        List<Position> seen = new ArrayList<>();
        for (long time = offset; time <= end(); time += every) {
            Point at = at(time);
            seen.add(position(
                    time,
                    at.x() + noise.nextGaussian() * errorInSizes * WIDTH,
                    at.y() + noise.nextGaussian() * errorInSizes * HEIGHT));
        }
        return seen;
    }

    static Position position(long time, double x, double y) {
        return new Position(time, new Box(x - WIDTH / 2, y - HEIGHT, x + WIDTH / 2, y));
    }
}
