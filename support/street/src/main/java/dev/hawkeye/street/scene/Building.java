package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;
import java.util.SplittableRandom;

/**
 * A house, as a box that faces the street.
 *
 * @param x0 its smaller x, meters; up to x1
 * @param y0 its beginning along the street, meters; up to y1
 * @param height height, meters
 * @param wall color of the walls
 * @param trim color of frames and ledges
 * @param shop color of the sign above the ground floor
 * @param floor height of a story, meters
 * @param bay distance from one window to the next, meters
 * @param seed random seed of all other details
 */
record Building(
        double x0,
        double x1,
        double y0,
        double y1,
        double height,
        Color wall,
        Color trim,
        Color shop,
        double floor,
        double bay,
        int seed) {
    private static final int[] WALLS = {
        0xb5694a, 0xd8c7a3, 0xe7ddc9, 0x9c8f83, 0xc98f62, 0xa9b4b0, 0x8a4f3d, 0xd9b98a, 0xbfc3c4, 0xcfa59a
    };
    private static final int[] SHOPS = {0x1f5f4a, 0x8c1f2b, 0x1d3c6e, 0xc9892b, 0x333333, 0x6a2f5c, 0x2c7a8a, 0xb0452a};
    static final double GROUND_FLOOR = 4.1;

    static Building random(double x0, double x1, double y0, double y1, SplittableRandom random) {
        int stories = 2 + random.nextInt(5);
        double floor = 2.9 + random.nextDouble() * 0.5;
        return new Building(
                x0,
                x1,
                y0,
                y1,
                GROUND_FLOOR + stories * floor + 0.7,
                Color.hex(WALLS[random.nextInt(WALLS.length)]).times(0.85 + 0.2 * random.nextDouble()),
                Color.hex(random.nextInt(3) == 0 ? 0x55504a : 0xe9e5dc),
                Color.hex(SHOPS[random.nextInt(SHOPS.length)]),
                floor,
                (y1 - y0) / Math.max(3, Math.round((y1 - y0) / (2.1 + random.nextDouble()))),
                random.nextInt(1 << 20));
    }

    /** @return distance along a ray to its box, in lengths of the direction; infinity when the ray misses it */
    double meet(double ox, double oy, double oz, double dx, double dy, double dz) {
        double ax = (x0 - ox) / dx;
        double bx = (x1 - ox) / dx;
        double ay = (y0 - oy) / dy;
        double by = (y1 - oy) / dy;
        double az = (0 - oz) / dz;
        double bz = (height - oz) / dz;
        double enter = Math.max(Math.max(Math.min(ax, bx), Math.min(ay, by)), Math.min(az, bz));
        double leave = Math.min(Math.min(Math.max(ax, bx), Math.max(ay, by)), Math.max(az, bz));
        return leave >= enter && enter > 1e-6 ? enter : Double.POSITIVE_INFINITY;
    }
}
