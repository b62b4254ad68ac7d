package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Pen;
import java.util.SplittableRandom;

/** The look of one person, and how it is drawn, on foot or on a bicycle. Immutable. */
public final class FigurePainter {
    private static final int[] SKINS = {0xf0cdb0, 0xe0b08c, 0xc68a5e, 0x8d5a3a, 0x5a3a26, 0xeac0a0};
    private static final int[] HAIRS = {0x1c1512, 0x3b2717, 0x6a4a2a, 0xb58b4e, 0x8a8a88, 0x7a3417, 0x15110f};
    private static final int[] TOPS = {
        0xb3242e, 0x1f3b66, 0xe9e6df, 0x2a2c30, 0x3f7a53, 0xd9a336, 0x7b8fa6, 0x5e3a6b, 0xc96f3b, 0x8f9a76, 0x4f86b5,
        0xd9899b, 0x6d5a48
    };
    private static final int[] TROUSERS = {0x27364f, 0x1f2023, 0x4a4f57, 0x8a7a5e, 0x3a4a63, 0x5b4636, 0xb9b2a2};
    private static final int[] UMBRELLAS = {0x1e1f22, 0x8f1f2b, 0x24477a, 0xd8b23a, 0x2f6b4a, 0x6e4a86};
    private static final double USUAL = 1.72;

    private final double size;
    private final double girth;
    private final Color skin;
    private final Color hair;
    private final Color top;
    private final Color legs;
    private final Color shoes;
    private final Color umbrella;
    private final Color bag;
    private final boolean skirt;
    private final boolean longHair;
    private final boolean coat;
    private final boolean helmet;

    public FigurePainter(boolean child, SplittableRandom random) {
        this.size = (child ? 1.15 + 0.25 * random.nextDouble() : 1.58 + 0.3 * random.nextDouble()) / USUAL;
        this.girth = size * (0.92 + 0.22 * random.nextDouble());
        this.skin = any(SKINS, random);
        this.hair = any(HAIRS, random);
        this.top = any(TOPS, random);
        this.legs = any(TROUSERS, random);
        this.shoes = random.nextInt(3) == 0 ? Color.hex(0xe4e2dc) : Color.hex(0x25211f);
        this.umbrella = random.nextInt(10) < 7 ? any(UMBRELLAS, random) : null;
        this.bag = random.nextInt(3) == 0 ? any(TOPS, random).times(0.6) : null;
        this.skirt = random.nextInt(6) == 0;
        this.longHair = random.nextInt(2) == 0;
        this.coat = random.nextInt(3) == 0;
        this.helmet = random.nextInt(3) > 0;
    }

    private static Color any(int[] colors, SplittableRandom random) {
        return Color.hex(colors[random.nextInt(colors.length)]);
    }

    /**
     * @param stride phase of the step, radians; two steps are 2 pi
     * @param pace 0 when standing, 1 when walking
     * @param rain whether to open the umbrella
     */
    void walk(Pen pen, double stride, double pace, boolean rain) {
        double bob = Math.abs(Math.cos(stride)) * 0.025 * pace;
        double hip = 0.9 * size + bob;
        double[][] knees = new double[2][];
        double[][] feet = new double[2][];
        for (int leg = 0; leg < 2; leg++) {
            double phase = stride + leg * Math.PI;
            double swing = 0.48 * Math.sin(phase) * pace;
            double bend = Math.max(0, Math.cos(phase)) * 0.85 * pace + 0.06;
            double aside = (leg == 0 ? -0.09 : 0.09) * size;
            knees[leg] = new double[] {0.43 * size * Math.sin(swing), aside, hip - 0.43 * size * Math.cos(swing)};
            feet[leg] = new double[] {
                knees[leg][0] + 0.43 * size * Math.sin(swing - bend),
                aside,
                Math.max(0.07, knees[leg][2] - 0.43 * size * Math.cos(swing - bend))
            };
        }
        int far = pen.isNearer(0, 1) ? 0 : 1;
        boolean fromFront = pen.isNearer(1, 0);
        boolean holdsUmbrella = rain && umbrella != null;
        arm(pen, far, stride, pace, hip, holdsUmbrella && far == 1);
        leg(pen, far, hip, knees, feet, 0.82);
        leg(pen, 1 - far, hip, knees, feet, 1);
        double[] neck = {0.02, 0, hip + 0.54 * size};
        if (!fromFront) {
            torso(pen, hip);
        }
        if (bag != null && fromFront) {
            bag(pen, hip);
        }
        if (fromFront) {
            torso(pen, hip);
        } else if (bag != null) {
            bag(pen, hip);
        }
        head(pen, neck, fromFront, false);
        arm(pen, 1 - far, stride, pace, hip, holdsUmbrella && far == 0);
        if (holdsUmbrella) {
            umbrella(pen, hip);
        }
    }

    private void leg(Pen pen, int leg, double hip, double[][] knees, double[][] feet, double shade) {
        double[] joint = {0, knees[leg][1], hip};
        Color color = (skirt ? skin : legs).times(shade);
        double[] toe = {feet[leg][0] + 0.15 * size, feet[leg][1], Math.max(0.04, feet[leg][2] - 0.03)};
        pen.limb(feet[leg], toe, 0.05 * size, 0.045 * size, shoes.times(shade));
        pen.limb(knees[leg], feet[leg], 0.066 * girth, 0.05 * girth, color.times(0.95));
        pen.limb(joint, knees[leg], 0.092 * girth, 0.068 * girth, color);
    }

    private void torso(Pen pen, double hip) {
        double shoulder = hip + 0.5 * size;
        double wide = 0.19 * girth;
        double waist = 0.145 * girth;
        double low = coat || skirt ? hip - (skirt ? 0.36 : 0.25) * size : hip - 0.04;
        double hem = coat || skirt ? 0.2 * girth : 0.16 * girth;
        Color below = skirt ? legs.mix(top, 0.3) : top;
        // Two limbs side by side form a chest that is broad from the front and slim from the side.
        for (double side : new double[] {-0.5, 0.5}) {
            pen.limb(
                    new double[] {0, side * hem, low},
                    new double[] {0, side * waist, hip + 0.12 * size},
                    hem * 0.72,
                    waist * 0.8,
                    below.times(0.95));
            pen.limb(
                    new double[] {0, side * waist, hip + 0.05 * size},
                    new double[] {0.01, side * wide, shoulder - 0.06},
                    waist * 0.8,
                    0.115 * girth,
                    top);
        }
        pen.limb(
                new double[] {0, 0, hip + 0.1 * size},
                new double[] {0, 0, shoulder - 0.04},
                waist * 0.85,
                0.12 * girth,
                top.times(1.04));
    }

    private void arm(Pen pen, int arm, double stride, double pace, double hip, boolean raised) {
        double phase = stride + (arm == 0 ? Math.PI : 0);
        double swing = 0.42 * Math.sin(phase) * pace;
        double aside = (arm == 0 ? -1 : 1) * 0.235 * girth;
        double[] shoulder = {0, aside * 0.92, hip + 0.46 * size};
        double[] elbow = {0.27 * size * Math.sin(swing), aside * 1.08, shoulder[2] - 0.27 * size * Math.cos(swing)};
        double bend = raised ? 2.2 : swing + 0.35;
        double[] hand = {
            elbow[0] + 0.25 * size * Math.sin(bend),
            aside * (raised ? 0.7 : 1.05),
            elbow[2] - 0.25 * size * Math.cos(bend)
        };
        pen.limb(
                elbow,
                hand,
                0.047 * girth,
                0.036 * girth,
                coat ? top.times(0.88) : top.mix(skin, 0.35).times(0.9));
        pen.limb(shoulder, elbow, 0.062 * girth, 0.05 * girth, top.times(0.88));
        pen.limb(hand, hand, 0.045 * size, 0.045 * size, skin);
    }

    private void bag(Pen pen, double hip) {
        pen.limb(
                new double[] {-0.17 * girth, 0, hip + 0.12 * size},
                new double[] {-0.16 * girth, 0, hip + 0.4 * size},
                0.13 * size,
                0.12 * size,
                bag);
    }

    private void head(Pen pen, double[] neck, boolean fromFront, boolean rider) {
        double[] center = {neck[0] + 0.03, neck[1], neck[2] + 0.17 * size};
        pen.limb(neck, center, 0.05 * size, 0.06 * size, skin.times(0.88));
        double[] crown = {center[0] - 0.015, center[1], center[2] + 0.045 * size};
        double[] chin = {center[0] + 0.02, center[1], center[2] - 0.05 * size};
        if (fromFront) {
            if (longHair) {
                pen.limb(crown, new double[] {neck[0] - 0.03, neck[1], neck[2] + 0.02}, 0.115 * size, 0.1 * size, hair);
                pen.limb(neck, chin, 0.055 * size, 0.06 * size, skin.times(0.88));
            }
            pen.limb(crown, crown, 0.112 * size, 0.112 * size, hair);
            pen.limb(
                    new double[] {center[0] + 0.03, center[1], center[2] + 0.005},
                    chin,
                    0.094 * size,
                    0.075 * size,
                    skin);
        } else {
            pen.limb(center, chin, 0.1 * size, 0.08 * size, skin.times(0.9));
            double[] nape = {neck[0] - 0.05, neck[1], longHair ? neck[2] + 0.0 : neck[2] + 0.12 * size};
            pen.limb(crown, nape, 0.114 * size, 0.095 * size, hair);
        }
        if (rider && helmet) {
            double[] hat = {crown[0], crown[1], crown[2] + 0.03};
            pen.limb(hat, hat, 0.125 * size, 0.125 * size, top.mix(Color.hex(0xffffff), 0.4));
        }
    }

    private void umbrella(Pen pen, double hip) {
        double handle = hip + 0.3 * size;
        double rim = hip + 0.98 * size;
        double across = 0.16;
        pen.limb(new double[] {0.15, across, handle}, new double[] {0.12, across, rim + 0.2}, 0.012, 0.012, hair);
        int ribs = 10;
        double radius = 0.54;
        for (int pass = 0; pass < 2; pass++) { // the far half from inside, then the near half
            for (int i = 0; i < ribs; i++) {
                double a = 2 * Math.PI * i / ribs;
                double b = 2 * Math.PI * (i + 1) / ribs;
                pen.begin();
                if (pass == 0) {
                    pen.at(0.12, across, rim + 0.27)
                            .at(0.12 + radius * Math.sin(b), across + radius * Math.cos(b), rim)
                            .at(0.12 + radius * Math.sin(a), across + radius * Math.cos(a), rim);
                } else {
                    pen.at(0.12, across, rim + 0.27)
                            .at(0.12 + radius * Math.sin(a), across + radius * Math.cos(a), rim)
                            .at(0.12 + radius * Math.sin(b), across + radius * Math.cos(b), rim);
                }
                pen.face(umbrella.times(pass == 0 ? 0.4 : i % 2 == 0 ? 1.1 : 0.95));
            }
        }
    }

    /**
     * Draws the person on a bicycle.
     *
     * @param pedals angle of the pedals, radians
     */
    void ride(Pen pen, double pedals) {
        double[] saddle = {-0.2, 0, 0.98};
        double[] shoulder = {0.16, 0, 1.44};
        boolean fromFront = pen.isNearer(1, 0);
        int far = pen.isNearer(0, 1) ? 0 : 1;
        for (int n = 0; n < 2; n++) {
            int leg = n == 0 ? far : 1 - far;
            double side = leg == 0 ? -0.1 : 0.1;
            double angle = pedals + leg * Math.PI;
            double[] hip = {saddle[0], side, saddle[2]};
            double[] foot = {0.02 + 0.17 * Math.cos(angle), side, 0.33 + 0.17 * Math.sin(angle)};
            double[] knee = knee(hip, foot, 0.42, 0.44);
            Color color = legs.times(n == 0 ? 0.8 : 1);
            pen.limb(foot, new double[] {foot[0] + 0.14, side, foot[2] - 0.02}, 0.05, 0.045, shoes);
            pen.limb(knee, foot, 0.068 * girth, 0.05 * girth, color.times(0.95));
            pen.limb(hip, knee, 0.092 * girth, 0.07 * girth, color);
            if (n == 0) {
                riderArm(pen, far, shoulder);
                for (double half : new double[] {-0.07, 0.07}) {
                    pen.limb(
                            new double[] {saddle[0], half, saddle[2] + 0.02},
                            new double[] {shoulder[0], half * 1.6, shoulder[2]},
                            0.125 * girth,
                            0.12 * girth,
                            top);
                }
                if (bag != null && !fromFront) {
                    pen.limb(new double[] {-0.2, 0, 1.2}, new double[] {-0.05, 0, 1.45}, 0.12, 0.12, bag);
                }
            }
        }
        riderArm(pen, 1 - far, shoulder);
        head(pen, new double[] {shoulder[0] + 0.06, 0, shoulder[2] + 0.05}, fromFront, true);
    }

    private void riderArm(Pen pen, int arm, double[] shoulder) {
        double side = arm == 0 ? -1 : 1;
        double[] from = {shoulder[0], side * 0.19, shoulder[2] - 0.02};
        double[] hand = {0.5, side * 0.24, 1.06};
        double[] elbow = {(from[0] + hand[0]) / 2 - 0.04, side * 0.27, (from[2] + hand[2]) / 2 - 0.06};
        pen.limb(elbow, hand, 0.048, 0.036, top.mix(skin, 0.4).times(0.9));
        pen.limb(from, elbow, 0.06, 0.05, top.times(0.9));
    }

    /** The position of the knee for a thigh and a shin of these lengths, meters; the knee points ahead. */
    private static double[] knee(double[] hip, double[] foot, double thigh, double shin) {
        double dx = foot[0] - hip[0];
        double dz = foot[2] - hip[2];
        double apart = Math.min(Math.hypot(dx, dz), thigh + shin - 0.01);
        double along = (thigh * thigh - shin * shin + apart * apart) / (2 * apart);
        double off = Math.sqrt(Math.max(0, thigh * thigh - along * along));
        return new double[] {hip[0] + (dx * along - dz * off) / apart, hip[1], hip[2] + (dz * along + dx * off) / apart
        };
    }
}
