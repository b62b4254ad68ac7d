package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Pen;

/** A street lamp. */
public record StreetLamp(double x, double y, double arm) implements SceneObject {
    private static final Color IRON = Color.hex(0x3b4044);
    private static final Color LAMP = new Color(1.0f, 0.80f, 0.50f);
    private static final double HEIGHT = 6.4;

    @Override
    public double near() {
        return y - 0.1;
    }

    @Override
    public double far() {
        return y + 0.1;
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        tally.object(null, 0);
        pen.place(x, y, Math.PI / 2, sun.at(x, y));
        pen.limb(new double[] {0, 0, 0}, new double[] {0, 0, 1}, 0.11, 0.09, IRON);
        pen.limb(new double[] {0, 0, 1}, new double[] {0, 0, HEIGHT - 0.2}, 0.075, 0.05, IRON);
        double reach = arm * 1.6;
        pen.limb(new double[] {0, 0, HEIGHT - 0.2}, new double[] {reach, 0, HEIGHT}, 0.05, 0.04, IRON);
        pen.limb(new double[] {reach, 0, HEIGHT}, new double[] {reach + arm * 0.5, 0, HEIGHT}, 0.09, 0.06, IRON);
        if (pen.light.lamps()) {
            double strength = pen.light.wet() > 0.3 ? 0.5 : 1;
            pen.glow(reach + arm * 0.25, 0, HEIGHT - 0.08, 1.1, LAMP.times(0.4 * strength));
            pen.glow(reach + arm * 0.25, 0, HEIGHT - 0.08, 0.35, new Color(1, 0.95f, 0.8f).times(strength));
        }
    }
}
