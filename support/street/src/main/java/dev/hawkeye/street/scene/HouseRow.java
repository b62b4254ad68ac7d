package dev.hawkeye.street.scene;

import java.util.ArrayList;
import java.util.List;

/**
 * The houses of one side of a street, wall to wall, in order of y. Most rays miss all of them, and the others can hit
 * only a few: those between the point where the ray enters the row and the point where it leaves it, at the back, above
 * the tallest roof or in the ground. Only those are tested, with a margin, so the result is the same as with all of
 * them.
 */
final class HouseRow {
    /** Meters; far more than the rounding error of a ray, far less than a house. */
    private static final double MARGIN = 0.01;

    private final double x0;
    private final double x1;
    private final List<Building> houses = new ArrayList<>();
    private double tallest;

    /** Creates an empty row between these two x, meters across the street. */
    HouseRow(double x0, double x1) {
        this.x0 = x0 - MARGIN;
        this.x1 = x1 + MARGIN;
    }

    /** @param house a house between the row's sides, beyond all before it */
    void add(Building house) {
        houses.add(house);
        tallest = Math.max(tallest, house.height() + MARGIN);
    }

    /**
     * Returns the first house of the row, in order of y, that a ray hits.
     *
     * @param limit maximum distance, exclusive, in lengths of the direction
     * @return null when there is none
     */
    Building met(double ox, double oy, double oz, double dx, double dy, double dz, double limit) {
        double enter = 0;
        double leave = limit;
        if (dx > 0) {
            enter = larger(enter, (x0 - ox) / dx);
            leave = smaller(leave, (x1 - ox) / dx);
        } else if (dx < 0) {
            enter = larger(enter, (x1 - ox) / dx);
            leave = smaller(leave, (x0 - ox) / dx);
        }
        if (dz > 0) {
            leave = smaller(leave, (tallest - oz) / dz);
        } else if (dz < 0) {
            enter = larger(enter, (tallest - oz) / dz);
        }
        if (enter > leave) {
            return null;
        }
        double one = oy + dy * enter;
        double other = dy == 0 ? one : oy + dy * leave;
        double from = smaller(one, other) - MARGIN;
        double to = larger(one, other) + MARGIN;
        for (Building house : houses) {
            if (house.y0() > to) {
                return null;
            }
            if (house.y1() >= from && house.meet(ox, oy, oz, dx, dy, dz) < limit) {
                return house;
            }
        }
        return null;
    }

    // Unlike Math's, these need not distinguish 0 from -0, which makes them several times faster.
    private static double smaller(double a, double b) {
        return a < b ? a : b;
    }

    private static double larger(double a, double b) {
        return a > b ? a : b;
    }
}
