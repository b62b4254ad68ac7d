package dev.hawkeye.street.drawing;

/**
 * Draws three-dimensional objects as filled polygons. An object stands on the ground at a place, facing a direction,
 * and states its points in meters in its own axes: {@code ahead}, {@code aside} (to its right) and {@code up}.
 *
 * <p><b>One painter, three pictures.</b> The look of an object is described once. The pen draws it as it is, as its
 * reflection in a wet road, or as its shadow: each point then moves along the sunbeam down to the ground, and
 * everything becomes part of one {@link ShadowMask}. Faces that point away are skipped; a painter lists the points of a
 * face counterclockwise as seen from outside, the farther parts of an object first. Not thread-safe.
 */
public final class Pen {
    private static final double NEAR_PLANE = 1.2;
    private static final int CAP = 7;
    private static final int MAX_POINTS = 128;

    /** The ways to draw an object. */
    public enum Mode {
        ITSELF,
        REFLECTION,
        SHADOW
    }

    public final Canvas canvas;
    public final Light light;
    private final Pinhole camera;
    private final ShadowMask shadows;
    private final double[] xs = new double[MAX_POINTS];
    private final double[] ys = new double[MAX_POINTS];
    private final double[] px = new double[MAX_POINTS];
    private final double[] py = new double[MAX_POINTS];
    private final double[] pz = new double[MAX_POINTS];
    private final double[] depths = new double[MAX_POINTS];
    private final double[] wx = new double[3];
    private final double[] wy = new double[3];
    private final double[] wz = new double[3];
    private int count;
    private boolean behind;
    private Mode mode = Mode.ITSELF;
    private double opacity = 1;
    private double x;
    private double y;
    private double aheadX;
    private double aheadY;
    private double sunlit;
    private double distance;

    public Pen(Canvas canvas, Pinhole camera, Light light, ShadowMask shadows) {
        this.canvas = canvas;
        this.camera = camera;
        this.light = light;
        this.shadows = shadows;
    }

    /** @param strength the strength of a reflection, 0 to 1 */
    public void as(Mode what, double strength) {
        mode = what;
        opacity = what == Mode.ITSELF ? 1 : strength;
    }

    public boolean drawsShadow() {
        return mode == Mode.SHADOW;
    }

    public boolean drawsItself() {
        return mode == Mode.ITSELF;
    }

    /**
     * Places the next object.
     *
     * @param turn angle of its front from the y axis to the right, radians
     * @param sun share of the sun that reaches it, 0 to 1
     */
    public void place(double atX, double atY, double turn, double sun) {
        x = atX;
        y = atY;
        aheadX = Math.sin(turn);
        aheadY = Math.cos(turn);
        sunlit = sun;
        distance = Math.max(NEAR_PLANE, camera.depth(x, y, 1));
    }

    /** Whether the camera is on this side of the object's middle; one argument is 1 or -1, the other 0. */
    public boolean isNearer(double ahead, double aside) {
        double toCameraX = camera.x - x;
        double toCameraY = -y;
        double along = toCameraX * aheadX + toCameraY * aheadY;
        double across = toCameraX * aheadY - toCameraY * aheadX;
        return ahead * along + aside * across > 0;
    }

    /** Whether the camera looks along the object rather than at its side. */
    public boolean isAlmostEdgeOn() {
        double along = (camera.x - x) * aheadX - y * aheadY;
        double across = (camera.x - x) * aheadY + y * aheadX;
        return mode != Mode.SHADOW && Math.abs(across) < 0.09 * Math.abs(along);
    }

    /** The distance of the object, meters. */
    double distance() {
        return distance;
    }

    /** Pixels per meter at the object's distance. */
    public double scale() {
        return camera.focal / distance;
    }

    public Pen begin() {
        count = 0;
        behind = false;
        return this;
    }

    public Pen at(double ahead, double aside, double up) {
        double atX = x + ahead * aheadX + aside * aheadY;
        double atY = y + ahead * aheadY - aside * aheadX;
        if (count < 3) {
            wx[count] = atX;
            wy[count] = atY;
            wz[count] = up;
        }
        project(atX, atY, up, count++);
        return this;
    }

    private void project(double atX, double atY, double up, int index) {
        double sx = atX;
        double sy = atY;
        double sz = up;
        if (mode == Mode.REFLECTION) {
            sz = -up;
        } else if (mode == Mode.SHADOW) {
            Direction sun = light.toSun();
            sx -= up * sun.x() / sun.z();
            sy -= up * sun.y() / sun.z();
            sz = 0;
        }
        double depth = camera.depth(sx, sy, sz);
        behind |= depth < NEAR_PLANE;
        px[index] = sx;
        py[index] = sy;
        pz[index] = sz;
        depths[index] = depth;
        see(sx, sy, sz, Math.max(depth, NEAR_PLANE), index);
    }

    private void see(double sx, double sy, double sz, double depth, int index) {
        xs[index] = camera.column(sx, sy, depth);
        ys[index] = camera.row(sx, sy, sz, depth);
    }

    /** Clips the polygon to the part beyond the near plane (Sutherland and Hodgman), which may be empty. */
    private void clip() {
        if (!behind) {
            return;
        }
        behind = false;
        int all = count;
        count = 0;
        for (int i = 0; i < all; i++) {
            int j = i + 1 == all ? 0 : i + 1;
            if (depths[i] >= NEAR_PLANE) {
                see(px[i], py[i], pz[i], depths[i], count++);
            }
            if (depths[i] >= NEAR_PLANE != depths[j] >= NEAR_PLANE) {
                double share = (NEAR_PLANE - depths[i]) / (depths[j] - depths[i]);
                see(between(px, i, j, share), between(py, i, j, share), between(pz, i, j, share), NEAR_PLANE, count++);
            }
        }
    }

    private static double between(double[] values, int i, int j, double share) {
        return values[i] + (values[j] - values[i]) * share;
    }

    /** Whether the outside of the current polygon faces the camera. */
    private boolean facesUs() {
        double area = 0;
        for (int i = 0; i < count; i++) {
            int j = i + 1 == count ? 0 : i + 1;
            area += xs[i] * ys[j] - xs[j] * ys[i];
        }
        return (area < 0) == ((mode == Mode.REFLECTION) == camera.mirrored);
    }

    /** Fills the polygon as a lit surface, if its outside is visible. */
    public void face(Color color) {
        face(color, 0);
    }

    /** @param gloss how strongly it mirrors the sky, 0 to 1 */
    public void face(Color color, double gloss) {
        clip();
        if (mode == Mode.SHADOW) {
            flat(color);
        } else if (facesUs()) {
            double ax = wx[1] - wx[0];
            double ay = wy[1] - wy[0];
            double az = wz[1] - wz[0];
            double bx = wx[2] - wx[1];
            double by = wy[2] - wy[1];
            double bz = wz[2] - wz[1];
            double nx = ay * bz - az * by;
            double ny = az * bx - ax * bz;
            double nz = ax * by - ay * bx;
            double length = Math.max(1e-9, Math.sqrt(nx * nx + ny * ny + nz * nz));
            Color lit = light.on(color, nx / length, ny / length, nz / length, sunlit);
            double up = Math.max(0, nz / length);
            Color mirrored = light.horizon().mix(light.zenith(), up * 0.5);
            double share = gloss * (0.35 + 0.65 * up);
            fill(lit.mix(mirrored, share * 1.25), lit.times(0.93).mix(mirrored, share * 0.6));
        }
    }

    /** Fills the polygon as a lit surface, whichever side is visible. */
    public void flat(Color color) {
        clip();
        if (mode == Mode.SHADOW) {
            if (count > 0) {
                shadows.fill(xs, ys, count);
            }
        } else {
            Color lit = light.on(color, 0, -0.3, 0.35, sunlit);
            fill(lit.times(1.05), lit.times(0.9));
        }
    }

    /** Fills the polygon with a color, regardless of light. */
    public void shine(Color color) {
        clip();
        if (mode != Mode.SHADOW) {
            fill(color, color);
        }
    }

    private void fill(Color top, Color bottom) {
        if (count > 0) {
            canvas.fill(xs, ys, count, light.hazed(top, distance), light.hazed(bottom, distance), opacity);
        }
    }

    /** Adds an upright disc in the plane of the object's direction, such as a wheel. */
    public Pen disc(double ahead, double aside, double up, double radius) {
        begin();
        return arc(ahead, aside, up, radius, 1);
    }

    /** The rim of such a disc. */
    public Pen ring(double ahead, double aside, double up, double radius, double thickness) {
        begin();
        arc(ahead, aside, up, radius, 1);
        at(ahead + radius, aside, up);
        arc(ahead, aside, up, radius - thickness, -1);
        at(ahead + radius - thickness, aside, up);
        return this;
    }

    private Pen arc(double ahead, double aside, double up, double radius, int sense) {
        int steps = radius * scale() > 12 ? 20 : 12;
        for (int i = 0; i < steps; i++) {
            double angle = 2 * Math.PI * i / steps * sense;
            at(ahead + radius * Math.cos(angle), aside, up + radius * Math.sin(angle));
        }
        return this;
    }

    /** Draws a rounded limb between two points, given as ahead, aside and up, with a radius at each end, meters. */
    public void limb(double[] from, double[] to, double radiusFrom, double radiusTo, Color color) {
        begin().at(from[0], from[1], from[2]).at(to[0], to[1], to[2]);
        if (behind) {
            return; // nothing comes this close
        }
        double x0 = xs[0];
        double y0 = ys[0];
        double x1 = xs[1];
        double y1 = ys[1];
        double scale = scale();
        double angle = Math.atan2(y1 - y0, x1 - x0);
        count = 0;
        cap(x0, y0, radiusFrom * scale, angle + Math.PI / 2);
        cap(x1, y1, radiusTo * scale, angle - Math.PI / 2);
        flat(color);
    }

    private void cap(double cx, double cy, double radius, double from) {
        for (int i = 0; i < CAP; i++) {
            double angle = from + Math.PI * i / (CAP - 1);
            xs[count] = cx + radius * Math.cos(angle);
            ys[count++] = cy + radius * Math.sin(angle) * (mode == Mode.SHADOW ? 0.5 : 1);
        }
    }

    /** Draws the light around a lamp; radius in meters. */
    public void glow(double ahead, double aside, double up, double radius, Color color) {
        if (mode == Mode.SHADOW) {
            return;
        }
        begin().at(ahead, aside, up);
        if (!behind) {
            double pixels = Math.max(2, radius * scale());
            double tall = mode == Mode.REFLECTION ? 3 : 1;
            double fade = Math.exp(-distance / (2 * light.hazeDistance())) * (mode == Mode.REFLECTION ? 0.45 : 1);
            canvas.glow(xs[0], ys[0], pixels, pixels * tall, color.times(fade));
        }
    }

    /** Draws a lamp's light on the ground around a point, radii in meters across and along the street. */
    public void pool(double ahead, double aside, double across, double along, Color color) {
        if (mode != Mode.ITSELF) {
            return;
        }
        begin().at(ahead, aside, 0).at(ahead + along, aside, 0).at(ahead - along, aside, 0);
        if (!behind) {
            double rows = Math.abs(ys[1] - ys[2]) / 2;
            double lean = Math.abs(xs[1] - xs[2]) / 4;
            canvas.glow(xs[0], (ys[1] + ys[2]) / 2, across * scale() + lean, Math.max(2, rows), color);
        }
    }
}
