package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Noise;

/** The pavement of the street. */
final class Ground {
    private static final Color ASPHALT = Color.hex(0x6a6b6e);
    private static final Color CYCLE = Color.hex(0x8a4a40);
    private static final Color PAINT = Color.hex(0xeceae2);
    private static final Color SLABS = Color.hex(0xa9a39a);
    private static final Color CURB = Color.hex(0xc4c0b8);

    private final int seed;

    Ground(int seed) {
        this.seed = seed;
    }

    Surface at(double x, double y, double wet) {
        boolean bulge = y > StreetPlan.NO_PARKING_NEAR && y < StreetPlan.NO_PARKING_FAR;
        double leftCurb = bulge ? StreetPlan.PARKING : StreetPlan.CURB_LEFT;
        if (x > StreetPlan.CURB_RIGHT || x < leftCurb) {
            return sidewalk(x, y, x > 0 ? x - StreetPlan.CURB_RIGHT : leftCurb - x, wet);
        }
        double worn = Noise.cloudy(x * 1.7, y * 1.1, seed, 3);
        if (isPainted(x, y) && worn < 0.72) {
            return new Surface(PAINT.times(0.78 + 0.25 * worn), Color.BLACK, wet * 0.7);
        }
        boolean cycles = Math.abs(x) > StreetPlan.LANE_EDGE && Math.abs(x) < StreetPlan.CURB_RIGHT;
        Color color = cycles ? CYCLE.mix(ASPHALT, 0.35) : ASPHALT;
        double grain = Noise.at((int) Math.floor(x * 40), (int) Math.floor(y * 40), seed);
        double tracks = Math.abs(Math.abs(Math.abs(x) - StreetPlan.LANE) - 0.8) < 0.35 && !cycles ? -0.05 : 0;
        double patch = Noise.smooth(x * 0.35, y * 0.09, seed + 11) > 0.72 ? -0.09 : 0;
        double puddle = Noise.cloudy(x * 0.5, y * 0.25, seed + 23, 3);
        double shade = 0.86 + 0.2 * worn + 0.08 * grain + tracks + patch;
        return new Surface(color.times(shade * (1 - 0.35 * wet)), Color.BLACK, wet * (0.45 + 0.9 * puddle * puddle));
    }

    private static boolean isPainted(double x, double y) {
        double a = Math.abs(x);
        if (y > StreetPlan.CROSSING_NEAR && y < StreetPlan.CROSSING_FAR) {
            return floorMod(x + 0.25, 1.0) < 0.5 && a < StreetPlan.CURB_RIGHT - 0.2;
        }
        boolean nearCrossing = y > StreetPlan.CROSSING_NEAR - 12 && y < StreetPlan.CROSSING_FAR + 12;
        if (a < 0.07) {
            return nearCrossing || floorMod(y, 6) < 3;
        }
        if (Math.abs(a - StreetPlan.LANE_EDGE) < 0.06) {
            return nearCrossing || floorMod(y, 2) < 1;
        }
        if (Math.abs(x - StreetPlan.PARKING) < 0.05) {
            return true;
        }
        if (x < StreetPlan.PARKING) {
            return floorMod(y - StreetPlan.NO_PARKING_FAR, 5.6) < 0.1;
        }
        double line =
                x > 0 ? StreetPlan.CROSSING_NEAR - StreetPlan.STOP_GAP : StreetPlan.CROSSING_FAR + StreetPlan.STOP_GAP;
        if (Math.abs(y - line) < 0.2) {
            return x > 0.1 || x < -0.1;
        }
        return floorMod(y, 42) > 34 && isBicycleSign(x, floorMod(y, 42) - 34);
    }

    /** Whether a place is on the bicycle symbol of a bike lane, two rings. */
    private static boolean isBicycleSign(double x, double y) {
        double across = Math.abs(x) - StreetPlan.CYCLE;
        double ring = Math.abs(Math.hypot(across, (y - 2) / 2) - 0.3);
        double other = Math.abs(Math.hypot(across, (y - 4) / 2) - 0.3);
        return Math.min(ring, other) < 0.06;
    }

    private Surface sidewalk(double x, double y, double fromCurb, double wet) {
        if (fromCurb < 0.28) {
            return new Surface(CURB.times(fromCurb < 0.1 ? 0.72 : 1), Color.BLACK, wet * 0.2);
        }
        boolean joint = floorMod(x, 0.75) < 0.035 || floorMod(y + (floorMod(x, 1.5) < 0.75 ? 0.37 : 0), 0.75) < 0.035;
        double slab = Noise.at((int) Math.floor(x / 0.75), (int) Math.floor(y / 0.75), seed);
        double dirt = Noise.cloudy(x * 0.8, y * 0.8, seed + 3, 3);
        double shade = (joint ? 0.72 : 0.9 + 0.1 * slab) * (0.85 + 0.2 * dirt) * (1 - 0.3 * wet);
        if (y > StreetPlan.CROSSING_NEAR && y < StreetPlan.CROSSING_FAR && fromCurb < 1.1) { // tactile paving
            boolean knob = floorMod(x, 0.12) < 0.06 && floorMod(y, 0.12) < 0.06;
            return new Surface(Color.hex(0xc9b06a).times(shade * (knob ? 0.85 : 1)), Color.BLACK, wet * 0.25);
        }
        return new Surface(SLABS.times(shade), Color.BLACK, wet * (0.15 + 0.35 * dirt));
    }

    private static double floorMod(double a, double b) {
        return a - Math.floor(a / b) * b;
    }
}
