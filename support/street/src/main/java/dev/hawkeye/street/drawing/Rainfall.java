package dev.hawkeye.street.drawing;

import java.util.SplittableRandom;

/** Raindrops in front of the camera, drawn as streaks that differ in each picture. */
public final class Rainfall {
    private static final int STREAKS = 420;
    private static final Color WATER = new Color(0.86f, 0.89f, 0.92f);

    private final double[] xs = new double[4];
    private final double[] ys = new double[4];

    public void draw(Canvas canvas, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < STREAKS; i++) {
            double near = random.nextDouble() * random.nextDouble();
            double length = 9 + 46 * near;
            double thick = 0.5 + 1.1 * near;
            double x = random.nextDouble() * Canvas.WIDTH;
            double y = random.nextDouble() * (Canvas.HEIGHT + length) - length;
            double slant = length * (0.10 + 0.05 * random.nextDouble());
            xs[0] = x;
            xs[1] = x + thick;
            xs[2] = x + thick - slant;
            xs[3] = x - slant;
            ys[0] = y;
            ys[1] = y;
            ys[2] = y + length;
            ys[3] = y + length;
            canvas.fill(xs, ys, 4, WATER, WATER, 0.12 + 0.2 * near);
        }
    }
}
