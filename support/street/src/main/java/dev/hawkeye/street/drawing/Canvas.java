package dev.hawkeye.street.drawing;

import java.util.Arrays;

/**
 * The picture while it is drawn, BGR, with a margin for camera shake, and the object that each pixel belongs to.
 * Objects are drawn from the farthest to the nearest. Not thread-safe.
 */
public final class Canvas implements Rasterizer.Rows {
    /** Width in pixels of the picture inside the canvas. */
    public static final int PICTURE_WIDTH = 1280;

    /** Height in pixels of the picture inside the canvas. */
    public static final int PICTURE_HEIGHT = 720;

    public static final int MARGIN = 8;
    public static final int WIDTH = PICTURE_WIDTH + 2 * MARGIN;
    public static final int HEIGHT = PICTURE_HEIGHT + 2 * MARGIN;
    private static final float SOLID = 0.5f;

    public final byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    public final short[] owner = new short[WIDTH * HEIGHT];
    private final Rasterizer rasterizer = new Rasterizer(WIDTH, HEIGHT);
    private int object;
    private int drawn;
    private int minX;
    private int maxX;
    private int minY;
    private int maxY;
    private int pictureLeft;
    private int pictureTop;
    private Color top = Color.BLACK;
    private Color bottom = Color.BLACK;
    private double topRow;
    private double rows;
    private float alpha;

    /** @param left columns left of the picture within the canvas; {@code top} is the rows above it */
    public void start(byte[] backdrop, int left, int top) {
        pictureLeft = left;
        pictureTop = top;
        System.arraycopy(backdrop, 0, bgr, 0, bgr.length);
        Arrays.fill(owner, (short) 0);
    }

    /** Starts an object: all pixels drawn from now on belong to it; 0 for none. */
    public void begin(int number) {
        object = number;
        drawn = 0;
        minX = WIDTH;
        maxX = -1;
        minY = HEIGHT;
        maxY = -1;
    }

    /** The pixels drawn for the object, even if others are drawn over them later. */
    public Drawn drawn() {
        return new Drawn(drawn, minX, minY, maxX + 1, maxY + 1);
    }

    /**
     * The pixels of one object, before any nearer object hides them.
     *
     * @param pixels number within the picture, without the margin of the canvas
     * @param left first column of the canvas
     * @param top first row of the canvas
     * @param right last column plus 1
     * @param bottom last row plus 1
     */
    public record Drawn(int pixels, int left, int top, int right, int bottom) {}

    /** Fills a polygon with a vertical color gradient. */
    void fill(double[] xs, double[] ys, int count, Color atTop, Color atBottom, double opacity) {
        double highest = Double.MAX_VALUE;
        double lowest = -Double.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            highest = Math.min(highest, ys[i]);
            lowest = Math.max(lowest, ys[i]);
        }
        top = atTop;
        bottom = atBottom;
        topRow = highest;
        rows = Math.max(1, lowest - highest);
        alpha = (float) opacity;
        rasterizer.fill(xs, ys, count, this);
    }

    @Override
    public void row(int y, int left, int count, float[] coverage) {
        float t = (float) Math.max(0, Math.min(1, (y + 0.5 - topRow) / rows));
        float r = level(top.r() + (bottom.r() - top.r()) * t);
        float g = level(top.g() + (bottom.g() - top.g()) * t);
        float b = level(top.b() + (bottom.b() - top.b()) * t);
        int pixel = y * WIDTH + left;
        int at = pixel * 3;
        for (int i = 0; i < count; i++, at += 3) {
            float a = coverage[i] * alpha;
            if (a > 0.004f) {
                bgr[at] = blend(bgr[at], b, a);
                bgr[at + 1] = blend(bgr[at + 1], g, a);
                bgr[at + 2] = blend(bgr[at + 2], r, a);
                if (a >= SOLID) {
                    own(left + i, y, pixel + i);
                }
            }
        }
    }

    private void own(int x, int y, int pixel) {
        if (owner[pixel] != object) {
            owner[pixel] = (short) object;
            minX = Math.min(minX, x);
            maxX = Math.max(maxX, x);
            minY = Math.min(minY, y);
            maxY = Math.max(maxY, y);
            int column = x - pictureLeft;
            int row = y - pictureTop;
            if (column >= 0 && column < PICTURE_WIDTH && row >= 0 && row < PICTURE_HEIGHT) {
                drawn++;
            }
        }
    }

    /** Draws one pixel of a sprite. */
    public void put(int x, int y, float r, float g, float b, float a) {
        int pixel = y * WIDTH + x;
        bgr[pixel * 3] = blend(bgr[pixel * 3], b, a);
        bgr[pixel * 3 + 1] = blend(bgr[pixel * 3 + 1], g, a);
        bgr[pixel * 3 + 2] = blend(bgr[pixel * 3 + 2], r, a);
        if (a >= SOLID) {
            own(x, y, pixel);
        }
    }

    /** Adds light around a point, fading out to an ellipse's edge; it belongs to no object. */
    void glow(double x, double y, double radiusX, double radiusY, Color light) {
        int first = (int) Math.max(0, Math.floor(y - radiusY));
        int last = (int) Math.min(HEIGHT - 1, Math.ceil(y + radiusY));
        int left = (int) Math.max(0, Math.floor(x - radiusX));
        int right = (int) Math.min(WIDTH - 1, Math.ceil(x + radiusX));
        for (int row = first; row <= last; row++) {
            double dy = (row + 0.5 - y) / radiusY;
            for (int column = left; column <= right; column++) {
                double dx = (column + 0.5 - x) / radiusX;
                double rest = 1 - dx * dx - dy * dy;
                if (rest > 0) {
                    float s = (float) (255 * rest * rest * rest);
                    int at = (row * WIDTH + column) * 3;
                    bgr[at] = add(bgr[at], light.b() * s);
                    bgr[at + 1] = add(bgr[at + 1], light.g() * s);
                    bgr[at + 2] = add(bgr[at + 2], light.r() * s);
                }
            }
        }
    }

    public static float level(float value) {
        return value <= 0 ? 0 : value >= 1 ? 255 : value * 255;
    }

    private static byte blend(byte under, float over, float a) {
        int u = under & 255;
        return (byte) (int) (u + (over - u) * a + 0.5f);
    }

    private static byte add(byte under, float light) {
        return (byte) Math.min(255, (int) ((under & 255) + light));
    }
}
