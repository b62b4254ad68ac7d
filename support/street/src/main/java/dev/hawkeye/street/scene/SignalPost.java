package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Pen;

/**
 * The lights of the crossing for one direction.
 *
 * @param facing whether they face the camera
 */
public record SignalPost(double x, double y, boolean facing, Signal.Phase phase) implements SceneObject {
    private static final Color CASE = Color.hex(0x1c1e20);
    private static final Color IRON = Color.hex(0x8b8f91);
    private static final Color OFF = Color.hex(0x2e3230);
    private static final Color RED = new Color(1.0f, 0.18f, 0.14f);
    private static final Color AMBER = new Color(1.0f, 0.68f, 0.1f);
    private static final Color GREEN = new Color(0.2f, 0.95f, 0.55f);
    private static final double LOWEST = 2.5;

    @Override
    public double near() {
        return y - 0.15;
    }

    @Override
    public double far() {
        return y + 0.15;
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        tally.object(null, 0);
        pen.place(x, y, Math.PI / 2, sun.at(x, y));
        pen.limb(new double[] {0, 0, 0}, new double[] {0, 0, LOWEST}, 0.06, 0.055, IRON);
        pen.begin()
                .at(-0.17, 0.1, LOWEST)
                .at(-0.17, 0.1, 3.5)
                .at(0.17, 0.1, 3.5)
                .at(0.17, 0.1, LOWEST);
        pen.flat(CASE);
        if (facing && !pen.drawsShadow()) {
            boolean stop = phase == Signal.Phase.WALK || phase == Signal.Phase.CLEARING;
            lamp(pen, LOWEST + 0.83, stop ? RED : OFF, stop);
            lamp(pen, LOWEST + 0.5, phase == Signal.Phase.AMBER ? AMBER : OFF, phase == Signal.Phase.AMBER);
            lamp(pen, LOWEST + 0.17, phase == Signal.Phase.GO ? GREEN : OFF, phase == Signal.Phase.GO);
        }
    }

    private static void lamp(Pen pen, double up, Color color, boolean on) {
        pen.disc(0, 0.12, up, 0.115);
        pen.shine(color);
        if (on) {
            pen.glow(0, 0.12, up, pen.light.lamps() ? 0.5 : 0.25, color.times(0.35));
        }
    }
}
