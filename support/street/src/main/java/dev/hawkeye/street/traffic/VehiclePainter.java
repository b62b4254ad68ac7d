package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.scene.ObjectKind;
import java.util.SplittableRandom;

/**
 * The look of one vehicle, and how it is drawn: an outline extruded across its width, with panes, lamps and wheels on
 * it. Immutable.
 */
public final class VehiclePainter {
    private static final int[] PAINTS = {
        0xd9dadb, 0x1d1f22, 0x8f9499, 0xf1f1ee, 0x5d6368, 0x1f3a68, 0x9e1b22, 0x2b2e33, 0x23482f, 0x7d6a53, 0xc7cacc,
        0x2f5f8f, 0xb8541f, 0xd8b432, 0x3d8a8f
    };
    private static final int[] BUSES = {0xc8102e, 0x1d6f42, 0xf0b323, 0x1f5aa6, 0xe8e6df};
    private static final Color GLASS = Color.hex(0x1b2229);
    private static final Color TYRE = Color.hex(0x17181a);
    private static final Color RIM = Color.hex(0x9fa3a6);
    private static final Color DARK = Color.hex(0x141517);
    private static final Color PLATE = Color.hex(0xe9e4c8);
    private static final Color HEADLIGHT = new Color(1.0f, 0.96f, 0.85f);
    private static final Color TAIL = new Color(0.62f, 0.04f, 0.05f);
    private static final Color BRAKE = new Color(1.0f, 0.12f, 0.10f);
    private static final double BOX_TOP = 3.35;
    private static final double BOX_FLOOR = 0.95;
    private static final double BOX_REAR = -3.7;
    private static final double BOX_FRONT = 1.55;

    final VehicleBody body;
    private final Color paint;
    private final Color accent;

    public VehiclePainter(VehicleBody body, SplittableRandom random) {
        this.body = body;
        boolean bus = body == VehicleBody.BUS;
        boolean work = body == VehicleBody.VAN || body == VehicleBody.TRUCK;
        int lot = random.nextInt(work ? 5 : PAINTS.length);
        this.paint = Color.hex(bus ? BUSES[random.nextInt(BUSES.length)] : PAINTS[lot]);
        int[] colors = bus ? BUSES : PAINTS;
        Color other = Color.hex(colors[random.nextInt(colors.length)]);
        this.accent = work ? other.mix(Color.hex(0xeeeeea), 0.55) : other;
    }

    /** @param turned rotation of the wheels, radians */
    void draw(Pen pen, Lamps lamps, double turned) {
        if (pen.drawsShadow()) {
            shadow(pen);
            return;
        }
        farSide(pen);
        if (body == VehicleBody.TRUCK) {
            if (isSeenFromRear(pen)) {
                hull(pen, lamps, turned);
                cargo(pen, lamps, turned);
            } else {
                cargo(pen, lamps, turned);
                hull(pen, lamps, turned);
            }
        } else {
            hull(pen, lamps, turned);
        }
    }

    private static boolean isSeenFromRear(Pen pen) {
        return pen.isNearer(-1, 0);
    }

    private void shadow(Pen pen) {
        double half = body.width / 2;
        quad(pen, body.rear, body.front, half, 0.05);
        pen.flat(DARK);
        for (int side = -1; side <= 1; side += 2) {
            outline(pen, side, 0);
            pen.flat(DARK);
        }
        int edges = body.outline.length / 2 - 1;
        for (int i = 0; i < edges; i++) {
            strip(pen, i);
            pen.flat(DARK);
        }
        if (body == VehicleBody.TRUCK) {
            for (int side = -1; side <= 1; side += 2) {
                pen.begin()
                        .at(BOX_REAR, side * half, 0.3)
                        .at(BOX_REAR, side * half, BOX_TOP)
                        .at(BOX_FRONT, side * half, BOX_TOP)
                        .at(BOX_FRONT, side * half, 0.3);
                pen.flat(DARK);
            }
            quad(pen, BOX_REAR, BOX_FRONT, half, BOX_TOP);
            pen.flat(DARK);
        }
    }

    private static void quad(Pen pen, double rear, double front, double half, double up) {
        pen.begin().at(rear, half, up).at(front, half, up).at(front, -half, up).at(rear, -half, up);
    }

    private void farSide(Pen pen) {
        quad(pen, body.rear + 0.15, body.front - 0.15, body.width / 2 - 0.06, 0.06);
        pen.shine(DARK.times(0.7));
        double axle = body.width / 2 - 0.14;
        for (int side = -1; side <= 1; side += 2) { // wheels of the far side, seen under the floor
            for (double ahead : new double[] {body.rearAxle(), body.frontAxle()}) {
                pen.disc(ahead, side * axle, body.wheel, body.wheel);
                pen.flat(TYRE.times(0.6));
            }
            if (!pen.isNearer(0, side)) {
                mirror(pen, side);
            }
        }
    }

    private void hull(Pen pen, Lamps lamps, double turned) {
        int edges = body.outline.length / 2 - 1;
        boolean fromRear = isSeenFromRear(pen);
        for (int n = 0; n < edges; n++) { // from the far end to the near end
            int i = fromRear ? edges - 1 - n : n;
            strip(pen, i);
            pen.face(i < 2 || i > edges - 3 ? paint.times(0.92) : paint, 0.22);
            if (i == body.frontPane || i == body.rearPane) {
                pane(pen, i);
            }
        }
        if (fromRear) {
            rear(pen, lamps);
        } else {
            front(pen, lamps);
        }
        for (int side = -1; side <= 1; side += 2) {
            side(pen, side, turned);
        }
    }

    private void strip(Pen pen, int edge) {
        double[] o = body.outline;
        double a0 = o[2 * edge];
        double z0 = o[2 * edge + 1];
        double a1 = o[2 * edge + 2];
        double z1 = o[2 * edge + 3];
        double s0 = body.side(a0, z0);
        double s1 = body.side(a1, z1);
        pen.begin().at(a0, s0, z0).at(a1, s1, z1).at(a1, -s1, z1).at(a0, -s0, z0);
    }

    private void pane(Pen pen, int edge) {
        double[] o = body.outline;
        double low = edge == body.rearPane ? 0.1 : 0.92;
        double high = edge == body.rearPane ? 0.9 : 0.06;
        double a0 = o[2 * edge] + (o[2 * edge + 2] - o[2 * edge]) * Math.min(low, high);
        double z0 = o[2 * edge + 1] + (o[2 * edge + 3] - o[2 * edge + 1]) * Math.min(low, high);
        double a1 = o[2 * edge] + (o[2 * edge + 2] - o[2 * edge]) * Math.max(low, high);
        double z1 = o[2 * edge + 1] + (o[2 * edge + 3] - o[2 * edge + 1]) * Math.max(low, high);
        double s0 = body.side(a0, z0) - 0.09;
        double s1 = body.side(a1, z1) - 0.09;
        pen.begin().at(a0, s0, z0).at(a1, s1, z1).at(a1, -s1, z1).at(a0, -s0, z0);
        pen.face(GLASS, 0.42);
        if (body == VehicleBody.BUS && edge == body.frontPane) { // the destination sign
            pen.begin()
                    .at(5.78, 0.9, 2.86)
                    .at(5.82, 0.9, 2.56)
                    .at(5.82, -0.9, 2.56)
                    .at(5.78, -0.9, 2.86);
            pen.face(DARK);
            pen.begin()
                    .at(5.79, 0.6, 2.79)
                    .at(5.83, 0.6, 2.63)
                    .at(5.83, -0.55, 2.63)
                    .at(5.79, -0.55, 2.79);
            pen.shine(new Color(1, 0.66f, 0.12f));
        }
    }

    private void outline(Pen pen, int side, double in) {
        double[] o = body.outline;
        pen.begin();
        int points = o.length / 2;
        for (int n = 0; n < points; n++) {
            int i = side > 0 ? points - 1 - n : n;
            pen.at(o[2 * i], side * (body.side(o[2 * i], o[2 * i + 1]) - in), o[2 * i + 1]);
        }
    }

    private void side(Pen pen, int side, double turned) {
        outline(pen, side, 0);
        pen.face(paint, 0.16);
        if (body == VehicleBody.BUS) {
            band(pen, side, -5.9, 5.9, 0.55, 0.85, accent);
        }
        if (body == VehicleBody.VAN) {
            band(pen, side, -2.3, 0.3, 1.3, 1.75, accent);
        }
        for (double[] window : body.windows) {
            pen.begin();
            int points = window.length / 2;
            for (int n = 0; n < points; n++) {
                int i = side > 0 ? points - 1 - n : n;
                pen.at(window[2 * i], side * (body.side(window[2 * i], window[2 * i + 1]) + 0.004), window[2 * i + 1]);
            }
            pen.face(GLASS, 0.5);
        }
        if (body.kind == ObjectKind.CAR && pen.scale() > 16) {
            double sill = body.outline[1];
            for (double door : new double[] {-0.22, 0.9}) {
                band(pen, side, door, door + 0.025, sill + 0.08, body.belt, paint.times(0.55));
            }
            band(pen, side, -0.12, 0.06, body.belt - 0.16, body.belt - 0.12, paint.times(0.6));
            band(pen, side, body.rear + 0.25, body.front - 0.25, sill, sill + 0.07, paint.times(0.5));
        }
        for (double ahead : new double[] {body.rearAxle(), body.frontAxle()}) {
            wheel(pen, side, ahead, turned);
        }
        if (pen.isNearer(0, side)) {
            mirror(pen, side);
        }
    }

    private void mirror(Pen pen, int side) {
        if (body == VehicleBody.BUS) {
            return;
        }
        double at = body.windows[body.windows.length - 1][6] - 0.1;
        double out = body.width / 2 + 0.02;
        pen.begin()
                .at(at, side * out, body.belt + 0.06)
                .at(at + 0.18, side * (out + 0.12), body.belt + 0.06)
                .at(at + 0.16, side * (out + 0.12), body.belt + 0.2)
                .at(at, side * out, body.belt + 0.2);
        pen.flat(paint.times(0.7));
    }

    private void band(Pen pen, int side, double rear, double front, double low, double high, Color color) {
        double out = body.width / 2 + 0.002;
        double first = side > 0 ? rear : front;
        double second = side > 0 ? front : rear;
        pen.begin()
                .at(first, side * out, low)
                .at(second, side * out, low)
                .at(second, side * out, high)
                .at(first, side * out, high);
        pen.face(color);
    }

    private void wheel(Pen pen, int side, double ahead, double turned) {
        double out = side * (body.width / 2 - 0.01);
        if (!pen.isNearer(0, side)) {
            return;
        }
        pen.disc(ahead, out, body.wheel + 0.02, body.wheel * 1.14);
        pen.flat(DARK.times(0.8));
        pen.disc(ahead, out, body.wheel, body.wheel);
        pen.flat(TYRE);
        if (pen.scale() * body.wheel > 3) {
            pen.disc(ahead, out, body.wheel, body.wheel * 0.62);
            pen.flat(RIM);
            if (pen.scale() * body.wheel > 9) {
                for (int spoke = 0; spoke < 5; spoke++) {
                    double angle = turned + spoke * Math.PI * 0.4;
                    double r = body.wheel * 0.36;
                    pen.disc(ahead + r * Math.cos(angle), out, body.wheel + r * Math.sin(angle), body.wheel * 0.12);
                    pen.flat(DARK);
                }
            }
        }
    }

    private void front(Pen pen, Lamps lamps) {
        double at = body.front + 0.01;
        double low = body.outline[body.outline.length - 1];
        double half = body.width / 2;
        double lamp = body == VehicleBody.BUS ? 0.8 : body.belt * 0.72;
        patch(pen, at, half * 0.62, low + 0.06, lamp - 0.03, DARK);
        patch(pen, at, 0.26, low + 0.12, low + 0.24, PLATE);
        for (int side = -1; side <= 1; side += 2) {
            double inner = side * half * 0.6;
            double outer = side * half * 0.93;
            pen.begin()
                    .at(at - 0.02, Math.max(inner, outer), lamp - 0.06)
                    .at(at - 0.1, Math.max(inner, outer), lamp + 0.1)
                    .at(at - 0.1, Math.min(inner, outer), lamp + 0.1)
                    .at(at - 0.02, Math.min(inner, outer), lamp - 0.06);
            pen.shine(lamps.on() ? HEADLIGHT : new Color(0.82f, 0.85f, 0.88f));
        }
    }

    private void rear(Pen pen, Lamps lamps) {
        double at = body.rear - 0.01;
        double half = body.width / 2;
        double low = body.outline[1];
        double lamp = body == VehicleBody.BUS || body == VehicleBody.TRUCK ? 0.85 : body.belt * 0.82;
        if (body == VehicleBody.TRUCK) {
            return;
        }
        patch(pen, at, half * 0.9, low + 0.02, low + 0.14, DARK);
        patch(pen, at, 0.26, low + 0.26, low + 0.38, PLATE);
        Color color = lamps.braking() ? BRAKE : lamps.on() ? BRAKE.times(0.8) : TAIL;
        for (int side = -1; side <= 1; side += 2) {
            tail(pen, at, side, half, lamp, color);
        }
    }

    private static void tail(Pen pen, double at, int side, double half, double lamp, Color color) {
        double one = side * half * 0.66;
        double two = side * half * 0.95;
        pen.begin()
                .at(at, Math.min(one, two), lamp - 0.08)
                .at(at, Math.max(one, two), lamp - 0.08)
                .at(at, Math.max(one, two), lamp + 0.13)
                .at(at, Math.min(one, two), lamp + 0.13);
        pen.shine(color);
    }

    private static void patch(Pen pen, double at, double half, double low, double high, Color color) {
        pen.begin().at(at, -half, low).at(at, -half, high).at(at, half, high).at(at, half, low);
        pen.flat(color);
    }

    /** The box of a truck. */
    private void cargo(Pen pen, Lamps lamps, double turned) {
        double half = body.width / 2 + 0.05;
        quad(pen, BOX_REAR, BOX_FRONT, half, BOX_TOP);
        pen.face(accent.times(0.95));
        pen.begin()
                .at(BOX_FRONT, half, BOX_FLOOR)
                .at(BOX_FRONT, -half, BOX_FLOOR)
                .at(BOX_FRONT, -half, BOX_TOP)
                .at(BOX_FRONT, half, BOX_TOP);
        pen.face(accent.times(0.9));
        pen.begin()
                .at(BOX_REAR, -half, BOX_FLOOR)
                .at(BOX_REAR, half, BOX_FLOOR)
                .at(BOX_REAR, half, BOX_TOP)
                .at(BOX_REAR, -half, BOX_TOP);
        pen.face(accent.times(0.93));
        for (int side = -1; side <= 1; side += 2) {
            panel(pen, side, half, BOX_FLOOR, BOX_TOP, accent);
            panel(pen, side, half - 0.1, 0.45, BOX_FLOOR, DARK);
            panel(pen, side, half + 0.01, 1.75, 2.35, paint);
            wheel(pen, side, body.rearAxle(), turned);
        }
        if (isSeenFromRear(pen)) {
            patch(pen, BOX_REAR - 0.02, half, 0.5, BOX_FLOOR, DARK);
            patch(pen, BOX_REAR - 0.02, 0.015, BOX_FLOOR, BOX_TOP, accent.times(0.6));
            Color color = lamps.braking() ? BRAKE : lamps.on() ? BRAKE.times(0.8) : TAIL;
            for (int side = -1; side <= 1; side += 2) {
                tail(pen, BOX_REAR - 0.03, side, half, 0.72, color);
            }
        }
    }

    private static void panel(Pen pen, int side, double half, double low, double high, Color color) {
        double first = side > 0 ? BOX_REAR : BOX_FRONT;
        double second = side > 0 ? BOX_FRONT : BOX_REAR;
        pen.begin()
                .at(first, side * half, low)
                .at(second, side * half, low)
                .at(second, side * half, high)
                .at(first, side * half, high);
        pen.face(color, 0.08);
    }

    /** Draws the light of its lamps on top of everything, and their light on the road. */
    void glow(Pen pen, Lamps lamps) {
        if (!lamps.on()) {
            return;
        }
        double half = body.width / 2 * 0.78;
        double strength = pen.light.wet() > 0.3 ? 0.55 : 1;
        if (!isSeenFromRear(pen)) {
            for (int side = -1; side <= 1; side += 2) {
                pen.glow(body.front, side * half, body.belt * 0.72, 0.85, HEADLIGHT.times(0.55 * strength));
                pen.glow(body.front, side * half, body.belt * 0.72, 0.28, HEADLIGHT.times(0.8 * strength));
            }
        } else {
            for (int side = -1; side <= 1; side += 2) {
                pen.glow(
                        body.rear,
                        side * half,
                        body.belt * 0.85,
                        lamps.braking() ? 0.7 : 0.4,
                        BRAKE.times(lamps.braking() ? 0.5 : 0.3));
            }
        }
    }

    /** Draws the light of its headlights on the road. */
    void beam(Pen pen) {
        if (pen.light.lamps()) {
            double strength = pen.light.wet() > 0.3 ? 0.1 : 0.27;
            pen.pool(body.front + 5.5, 0, 2.0, 5.8, HEADLIGHT.times(strength));
        }
    }
}
