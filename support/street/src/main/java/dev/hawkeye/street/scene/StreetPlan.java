package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The plan of the street, in meters: y along it, x across, with 0 in the middle. Right of the middle, traffic moves
 * toward larger y. From the left: wall, sidewalk, parked cars, bike lane, two lanes, bike lane, sidewalk, wall.
 */
public final class StreetPlan {
    public static final double LANE = 1.75;
    static final double LANE_EDGE = 3.5;
    public static final double CYCLE = 4.25;
    public static final double CURB_RIGHT = 5.1;
    public static final double WALL_RIGHT = 10.2;
    public static final double PARKING = -5.1;
    public static final double CURB_LEFT = -7.3;
    public static final double WALL_LEFT = -11.8;
    public static final double CROSSING_NEAR = 18;
    public static final double CROSSING_FAR = 21.6;
    static final double NO_PARKING_NEAR = 12;
    public static final double NO_PARKING_FAR = 28;
    public static final double STOP_GAP = 1.6;
    public static final double BEGIN = -14;
    public static final double END = 250;

    private static final double DEPTH = 14;

    final HouseRow left = new HouseRow(WALL_LEFT - DEPTH, WALL_LEFT);
    final HouseRow right = new HouseRow(WALL_RIGHT, WALL_RIGHT + DEPTH);
    final List<Building> end = new ArrayList<>();
    /** x, y and the side of the arm. */
    public final List<double[]> lamps = new ArrayList<>();
    /** x, y and height. */
    public final List<double[]> trees = new ArrayList<>();

    public StreetPlan(SplittableRandom random) {
        row(left, WALL_LEFT - DEPTH, WALL_LEFT, random);
        row(right, WALL_RIGHT, WALL_RIGHT + DEPTH, random);
        for (double x = -50; x < 50; x += 12) {
            end.add(Building.random(x, x + 12, END + 12, END + 26, random));
        }
        for (double y = 30; y < 200; y += 27) {
            lamps.add(new double[] {CURB_LEFT - 0.5, y, 1});
            lamps.add(new double[] {CURB_RIGHT + 0.5, y + 13, -1});
        }
        double first = 31 + 4 * random.nextDouble();
        for (double y = first; y < 140; y += 11 + 3 * random.nextDouble()) {
            trees.add(new double[] {CURB_LEFT - 0.9, y, 5.6 + 2.2 * random.nextDouble()});
        }
        for (double y = first + 10; y < 150; y += 15 + 4 * random.nextDouble()) {
            trees.add(new double[] {CURB_RIGHT + 0.9, y, 5.2 + 1.8 * random.nextDouble()});
        }
    }

    private static void row(HouseRow row, double x0, double x1, SplittableRandom random) {
        for (double y = -12; y < END; ) {
            double width = 9 + 9 * random.nextDouble();
            row.add(Building.random(x0, x1, y, y + width, random));
            y += width;
        }
    }

    /** Whether nothing solid is between a point and the sun. */
    public boolean isSunlit(double x, double y, double z, Direction toSun) {
        HouseRow side = toSun.x() > 0 ? right : left;
        return side.met(x, y, z, toSun.x(), toSun.y(), toSun.z(), Double.POSITIVE_INFINITY) == null;
    }
}
