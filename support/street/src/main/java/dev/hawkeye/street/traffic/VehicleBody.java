package dev.hawkeye.street.traffic;

import dev.hawkeye.street.scene.ObjectKind;

/**
 * The shape of a vehicle, one of those below. An outline is the profile from the right, from the lower rear edge over
 * the top to the lower front edge, as pairs: meters ahead of the middle, and meters above the ground.
 */
public final class VehicleBody {
    public static final VehicleBody HATCHBACK = new VehicleBody(
            ObjectKind.CAR,
            1.78,
            0.92,
            0.24,
            0.31,
            new double[] {
                -1.95, 0.32, -2.02, 0.62, -1.98, 0.96, -1.62, 1.42, -1.1, 1.49, -0.2, 1.5, 0.3, 1.43, 1.05, 1.0, 1.72,
                0.87, 1.96, 0.68, 2.02, 0.5, 1.97, 0.3
            },
            2,
            6,
            new double[][] {
                {-1.6, 1.0, -1.42, 1.38, -1.0, 1.42, -0.32, 1.43, -0.3, 0.98},
                {-0.2, 0.98, -0.22, 1.43, 0.28, 1.37, 0.85, 1.0}
            });

    public static final VehicleBody SALOON = new VehicleBody(
            ObjectKind.CAR,
            1.82,
            0.93,
            0.25,
            0.32,
            new double[] {
                -2.22, 0.34, -2.28, 0.64, -2.22, 0.98, -1.62, 1.04, -0.92, 1.41, -0.3, 1.46, 0.25, 1.41, 1.02, 1.0,
                1.95, 0.86, 2.24, 0.68, 2.3, 0.5, 2.24, 0.3
            },
            3,
            6,
            new double[][] {
                {-1.35, 1.05, -0.86, 1.34, -0.22, 1.39, -0.2, 0.99},
                {-0.1, 0.99, -0.12, 1.39, 0.24, 1.35, 0.84, 1.0}
            });

    public static final VehicleBody ESTATE = new VehicleBody(
            ObjectKind.CAR,
            1.84,
            0.95,
            0.23,
            0.32,
            new double[] {
                -2.3, 0.34, -2.36, 0.64, -2.33, 0.98, -2.02, 1.42, -1.3, 1.5, -0.3, 1.5, 0.28, 1.43, 1.05, 1.02, 1.98,
                0.88, 2.27, 0.7, 2.33, 0.5, 2.26, 0.3
            },
            2,
            6,
            new double[][] {
                {-2.0, 1.02, -1.82, 1.38, -1.15, 1.42, -1.13, 1.0},
                {-1.03, 1.0, -1.05, 1.43, -0.25, 1.43, -0.23, 1.0},
                {-0.13, 1.0, -0.15, 1.43, 0.26, 1.37, 0.86, 1.02}
            });

    public static final VehicleBody SUV = new VehicleBody(
            ObjectKind.CAR,
            1.9,
            1.08,
            0.22,
            0.37,
            new double[] {
                -2.14, 0.42, -2.22, 0.74, -2.19, 1.1, -1.9, 1.6, -1.2, 1.69, -0.2, 1.7, 0.34, 1.62, 0.98, 1.16, 1.85,
                1.04, 2.18, 0.86, 2.25, 0.62, 2.17, 0.38
            },
            2,
            6,
            new double[][] {
                {-1.86, 1.16, -1.7, 1.54, -1.1, 1.6, -1.08, 1.14},
                {-0.98, 1.14, -1.0, 1.61, -0.22, 1.61, -0.2, 1.13},
                {-0.1, 1.13, -0.12, 1.61, 0.32, 1.54, 0.8, 1.15}
            });

    public static final VehicleBody VAN = new VehicleBody(
            ObjectKind.CAR,
            1.98,
            1.18,
            0.16,
            0.35,
            new double[] {
                -2.55, 0.36, -2.6, 0.7, -2.6, 1.2, -2.52, 2.02, -2.2, 2.12, 0.6, 2.12, 1.15, 1.98, 1.86, 1.24, 2.42,
                1.08, 2.58, 0.8, 2.6, 0.5, 2.54, 0.34
            },
            2,
            6,
            new double[][] {{0.62, 1.16, 0.66, 1.82, 1.06, 1.82, 1.62, 1.2}});

    public static final VehicleBody BUS = new VehicleBody(
            ObjectKind.BUS,
            2.5,
            1.2,
            0.05,
            0.5,
            new double[] {
                -5.85, 0.38, -5.95, 0.8, -5.95, 1.3, -5.88, 2.8, -5.7, 3.08, 5.55, 3.08, 5.75, 2.92, 5.93, 1.0, 5.97,
                0.85, 5.98, 0.7, 5.97, 0.5, 5.92, 0.32
            },
            2,
            6,
            new double[][] {
                {-5.4, 1.4, -5.4, 2.55, -3.9, 2.55, -3.9, 1.4},
                {-3.8, 1.4, -3.8, 2.55, -2.3, 2.55, -2.3, 1.4},
                {-2.2, 1.4, -2.2, 2.55, -0.9, 2.55, -0.9, 1.4},
                {-0.75, 0.5, -0.75, 2.55, 0.45, 2.55, 0.45, 0.5},
                {0.6, 1.4, 0.6, 2.55, 2.1, 2.55, 2.1, 1.4},
                {2.2, 1.4, 2.2, 2.55, 3.9, 2.55, 3.9, 1.4},
                {4.45, 0.5, 4.45, 2.55, 5.55, 2.55, 5.55, 0.5}
            });

    /** The cab; the box behind it is drawn separately. */
    public static final VehicleBody TRUCK = new VehicleBody(
            ObjectKind.TRUCK,
            2.3,
            1.3,
            0.1,
            0.45,
            new double[] {
                1.75, 0.5, 1.72, 0.9, 1.72, 1.4, 1.72, 2.2, 1.82, 2.45, 2.6, 2.5, 3.1, 2.36, 3.5, 1.45, 3.62, 1.2, 3.68,
                0.9, 3.7, 0.6, 3.64, 0.42
            },
            -1,
            6,
            new double[][] {{2.1, 1.4, 2.1, 2.15, 2.85, 2.15, 3.28, 1.4}});

    public final ObjectKind kind;
    final double width;
    final double belt;
    final double tumblehome;
    final double wheel;
    final double[] outline;
    /** Index of the outline's edge that is a pane, at the rear (-1 for none) and at the front. */
    final int rearPane;

    final int frontPane;
    final double[][] windows;
    final double rear;
    final double front;
    final double top;

    private VehicleBody(
            ObjectKind kind,
            double width,
            double belt,
            double tumblehome,
            double wheel,
            double[] outline,
            int rearPane,
            int frontPane,
            double[][] windows) {
        this.kind = kind;
        this.width = width;
        this.belt = belt;
        this.tumblehome = tumblehome;
        this.wheel = wheel;
        this.outline = outline;
        this.rearPane = rearPane;
        this.frontPane = frontPane;
        this.windows = windows;
        double least = 0;
        double most = 0;
        double highest = 0;
        for (int i = 0; i < outline.length; i += 2) {
            least = Math.min(least, outline[i]);
            most = Math.max(most, outline[i]);
            highest = Math.max(highest, outline[i + 1]);
        }
        rear = kind == ObjectKind.TRUCK ? -3.7 : least;
        front = most;
        top = highest;
    }

    public double length() {
        return front - rear;
    }

    /** Distance from the middle to the side, meters: less above the belt line and at the ends. */
    double side(double ahead, double up) {
        double half = width / 2;
        double inward = up > belt ? tumblehome * (up - belt) / (top - belt) : 0.03 * (belt - up);
        double end = Math.abs(ahead) / (length() / 2);
        return half - inward - (end > 0.75 ? 0.12 * (end - 0.75) * 4 * Math.min(1, half / 2) : 0);
    }

    double rearAxle() {
        return kind == ObjectKind.BUS ? -3.1 : kind == ObjectKind.TRUCK ? -2.2 : rear * 0.62;
    }

    double frontAxle() {
        return kind == ObjectKind.BUS ? 3.35 : kind == ObjectKind.TRUCK ? 2.6 : front * 0.64;
    }
}
