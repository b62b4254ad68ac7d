package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Pen;
import java.util.SplittableRandom;

/** The look of one bicycle, and how it is drawn. Immutable. */
final class BicyclePainter {
    private static final int[] FRAMES = {0x1c1d20, 0xb3202a, 0x2a5d8f, 0xd8d6cf, 0x2f7a54, 0xe0a92c};
    private static final Color RUBBER = Color.hex(0x1a1a1a);
    private static final Color STEEL = Color.hex(0x8e9295);
    private static final double RADIUS = 0.34;
    private static final double[] REAR = {-0.52, 0, RADIUS};
    private static final double[] FRONT = {0.54, 0, RADIUS};
    private static final double[] CRANK = {0.02, 0, 0.31};
    private static final double[] SEAT = {-0.16, 0, 0.84};
    private static final double[] HEAD = {0.4, 0, 0.86};

    private final Color frame;

    BicyclePainter(SplittableRandom random) {
        this.frame = Color.hex(FRAMES[random.nextInt(FRAMES.length)]);
    }

    void draw(Pen pen) {
        wheel(pen, REAR);
        wheel(pen, FRONT);
        tube(pen, REAR, CRANK, frame);
        tube(pen, REAR, SEAT, frame);
        tube(pen, CRANK, SEAT, frame);
        tube(pen, CRANK, HEAD, frame);
        tube(pen, SEAT, HEAD, frame);
        tube(pen, HEAD, FRONT, STEEL);
        double[] stem = {0.36, 0, 1.04};
        tube(pen, HEAD, stem, STEEL);
        tube(pen, new double[] {0.44, -0.26, 1.05}, new double[] {0.44, 0.26, 1.05}, RUBBER);
        tube(pen, SEAT, new double[] {-0.2, 0, 0.95}, STEEL);
        pen.limb(new double[] {-0.3, 0, 0.96}, new double[] {-0.06, 0, 0.96}, 0.06, 0.03, RUBBER);
    }

    private static void wheel(Pen pen, double[] hub) {
        if (pen.isAlmostEdgeOn()) { // a ring seen edge-on has no width
            pen.limb(new double[] {hub[0], 0, 0.02}, new double[] {hub[0], 0, 2 * RADIUS}, 0.022, 0.022, RUBBER);
            return;
        }
        pen.ring(hub[0], 0, hub[2], RADIUS, 0.045);
        pen.flat(RUBBER);
        pen.ring(hub[0], 0, hub[2], RADIUS - 0.045, 0.018);
        pen.flat(STEEL);
    }

    private static void tube(Pen pen, double[] from, double[] to, Color color) {
        pen.limb(from, to, 0.022, 0.022, color);
    }

    void glow(Pen pen) {
        if (pen.light.lamps()) {
            boolean front = pen.isNearer(1, 0);
            pen.glow(
                    front ? 0.5 : -0.6,
                    0,
                    front ? 0.95 : 0.8,
                    0.22,
                    front ? new Color(0.9f, 0.9f, 0.8f) : new Color(0.9f, 0.1f, 0.08f));
        }
    }
}
