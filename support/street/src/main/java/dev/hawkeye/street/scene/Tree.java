package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Canvas;
import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Light;
import dev.hawkeye.street.drawing.Noise;
import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.drawing.Pinhole;
import java.util.SplittableRandom;

/** A tree, drawn once as tufts of leaves and stamped into each picture. Immutable. */
public final class Tree implements SceneObject {
    private static final int TUFTS = 90;
    private static final Color BARK = Color.hex(0x54463a);
    private static final int[] LEAVES = {0x4f7a33, 0x5d8a3a, 0x44702f, 0x7a8f3a, 0x3f6b38};

    private final double x;
    private final double y;
    private final double height;
    private final int left;
    private final int top;
    private final int width;
    private final int rows;
    private final float[] rgb;
    private final float[] alpha;
    private final double[][] shade;

    public Tree(
            double x, double y, double height, Pinhole camera, Light light, boolean sunlit, SplittableRandom random) {
        this.x = x;
        this.y = y;
        this.height = height;
        double depth = camera.depth(x, y, height * 0.65);
        double scale = camera.focal / depth;
        double middleX = camera.column(x, y, depth);
        double middleY = camera.row(x, y, height * 0.66, depth);
        double wide = height * 0.33 * scale;
        double tall = height * 0.36 * scale;
        this.left = (int) (middleX - wide * 1.3);
        this.top = (int) (middleY - tall * 1.3);
        this.width = Math.max(1, (int) (wide * 2.6));
        this.rows = Math.max(1, (int) (tall * 2.6));
        this.rgb = new float[width * rows * 3];
        this.alpha = new float[width * rows];
        this.shade = new double[12][];
        Color leaf = Color.hex(LEAVES[random.nextInt(LEAVES.length)]);
        double sunFrom = camera.mirrored ? -light.toSun().x() : light.toSun().x();
        for (int i = 0; i < TUFTS; i++) {
            double back = 1 - 2.0 * i / TUFTS; // from far to near
            double angle = 2 * Math.PI * random.nextDouble();
            double out = Math.sqrt(random.nextDouble()) * Math.sqrt(Math.max(0.15, 1 - back * back * 0.8));
            double dx = Math.cos(angle) * out;
            double dy = Math.sin(angle) * out;
            double radius = (0.2 + 0.14 * random.nextDouble()) * wide;
            double lit = 0.5 - 0.5 * dy - 0.25 * back + 0.3 * dx * Math.signum(sunFrom);
            Color sun = light.sun().times(sunlit ? Math.max(0, Math.min(1.1, lit)) : 0.05);
            double open = 0.45 + 0.4 * Math.max(0, Math.min(1, 0.6 - 0.5 * dy - 0.2 * back));
            Color color = leaf.times(light.sky().times(open).plus(sun)).times(0.85 + 0.3 * random.nextDouble());
            tuft(
                    middleX - left + dx * wide * 0.85,
                    middleY - top + dy * tall * 0.85,
                    radius,
                    light.hazed(color, depth),
                    random.nextInt(1 << 16));
        }
        for (int i = 0; i < shade.length; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double out = height * 0.27 * Math.sqrt(random.nextDouble());
            double up = height * (0.5 + 0.36 * random.nextDouble());
            shade[i] = new double[] {out * Math.cos(angle), out * Math.sin(angle), up};
        }
    }

    private void tuft(double cx, double cy, double radius, Color color, int seed) {
        for (int row = Math.max(0, (int) (cy - radius * 1.3)); row < Math.min(rows, cy + radius * 1.3); row++) {
            for (int column = Math.max(0, (int) (cx - radius * 1.3));
                    column < Math.min(width, cx + radius * 1.3);
                    column++) {
                double dx = (column + 0.5 - cx) / radius;
                double dy = (row + 0.5 - cy) / radius;
                double ragged = 0.62 + 0.55 * Noise.smooth(column * 0.45, row * 0.45, seed);
                double inside = (ragged - Math.sqrt(dx * dx + dy * dy)) * radius / 1.4;
                if (inside > 0) {
                    float a = (float) Math.min(1, inside);
                    double light = 0.9 - 0.28 * dy + 0.42 * (Noise.at(column, row, seed) - 0.5);
                    int at = row * width + column;
                    alpha[at] += (1 - alpha[at]) * a;
                    rgb[at * 3] += (float) (color.r() * light - rgb[at * 3]) * a;
                    rgb[at * 3 + 1] += (float) (color.g() * light - rgb[at * 3 + 1]) * a;
                    rgb[at * 3 + 2] += (float) (color.b() * light - rgb[at * 3 + 2]) * a;
                }
            }
        }
    }

    @Override
    public double x() {
        return x;
    }

    @Override
    public double near() {
        return y - 0.2;
    }

    @Override
    public double far() {
        return y + 0.2;
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        tally.object(null, 0);
        pen.place(x, y, 0, sun.at(x, y));
        pen.limb(new double[] {0, 0, 0}, new double[] {0, 0, height * 0.6}, 0.16, 0.09, BARK);
        if (pen.drawsShadow()) {
            for (double[] part : shade) {
                pen.limb(part, part, height * 0.13, height * 0.13, BARK);
            }
        } else if (pen.drawsItself()) {
            for (int row = Math.max(0, -top); row < Math.min(rows, Canvas.HEIGHT - top); row++) {
                for (int column = Math.max(0, -left); column < Math.min(width, Canvas.WIDTH - left); column++) {
                    int at = row * width + column;
                    if (alpha[at] > 0.01f) {
                        pen.canvas.put(
                                left + column,
                                top + row,
                                Canvas.level(rgb[at * 3] / alpha[at]),
                                Canvas.level(rgb[at * 3 + 1] / alpha[at]),
                                Canvas.level(rgb[at * 3 + 2] / alpha[at]),
                                alpha[at]);
                    }
                }
            }
        }
    }
}
