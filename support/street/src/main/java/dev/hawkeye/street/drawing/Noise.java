package dev.hawkeye.street.drawing;

/** Random values that depend only on a place, from 0 to 1. */
public final class Noise {
    private Noise() {}

    public static double at(int x, int y, int seed) {
        int h = x * 374_761_393 + y * 668_265_263 + seed * 1_442_695_041;
        h = (h ^ (h >>> 13)) * 1_274_126_177;
        h = (h ^ (h >>> 16)) * 668_265_263;
        return ((h ^ (h >>> 15)) & 0xffffff) / (double) 0x1000000;
    }

    /** Changes smoothly from one whole number to the next. */
    public static double smooth(double x, double y, int seed) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double u = ease(x - x0);
        double v = ease(y - y0);
        double top = at(x0, y0, seed) * (1 - u) + at(x0 + 1, y0, seed) * u;
        double bottom = at(x0, y0 + 1, seed) * (1 - u) + at(x0 + 1, y0 + 1, seed) * u;
        return top * (1 - v) + bottom * v;
    }

    /** Several sizes of {@link #smooth} on top of each other, as in clouds and dirt. */
    public static double cloudy(double x, double y, int seed, int sizes) {
        double sum = 0;
        double share = 0.5;
        double scale = 1;
        double all = 0;
        for (int i = 0; i < sizes; i++) {
            sum += share * smooth(x * scale, y * scale, seed + i);
            all += share;
            share /= 2;
            scale *= 2.03;
        }
        return sum / all;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
