package dev.hawkeye.street.drawing;

/**
 * Rasterizes polygons with smooth edges: computes exactly how much of each pixel a polygon covers. Each edge records in
 * the pixels that it crosses how much the covered area changes there; the sum along a row is the area. A ring is one
 * polygon whose inner part runs in the opposite direction. Not thread-safe.
 */
final class Rasterizer {

    /** Receives the rows of a polygon from top to bottom. */
    interface Rows {
        /** @param coverage the coverage of {@code count} pixels from {@code left} on, 0 to 1 */
        void row(int y, int left, int count, float[] coverage);
    }

    private final int width;
    private final int height;
    private float[] changes = new float[1 << 16];
    private final float[] coverage;

    Rasterizer(int width, int height) {
        this.width = width;
        this.height = height;
        this.coverage = new float[width + 2];
    }

    void fill(double[] xs, double[] ys, int count, Rows rows) {
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, xs[i]);
            most = Math.max(most, xs[i]);
            top = Math.min(top, ys[i]);
            bottom = Math.max(bottom, ys[i]);
        }
        int left = (int) Math.max(0, Math.floor(least));
        int first = (int) Math.max(0, Math.floor(top));
        int columns = (int) Math.min(width, Math.ceil(most)) - left;
        int lines = (int) Math.min(height, Math.ceil(bottom)) - first;
        if (!(columns > 0 && lines > 0)) {
            return;
        }
        int stride = columns + 2;
        if (changes.length < stride * lines) {
            changes = new float[stride * lines];
        }
        for (int i = 0; i < count; i++) {
            int j = i + 1 == count ? 0 : i + 1;
            edge(xs[i] - left, ys[i] - first, xs[j] - left, ys[j] - first, columns, lines, stride);
        }
        for (int y = 0; y < lines; y++) {
            float sum = 0;
            int row = y * stride;
            for (int x = 0; x < columns; x++) {
                sum += changes[row + x];
                changes[row + x] = 0;
                coverage[x] = Math.min(1, Math.abs(sum));
            }
            changes[row + columns] = 0;
            changes[row + columns + 1] = 0;
            rows.row(first + y, left, columns, coverage);
        }
    }

    private void edge(double xa, double ya, double xb, double yb, int columns, int lines, int stride) {
        if (ya == yb) {
            return;
        }
        double sign = ya < yb ? 1 : -1;
        double x0 = ya < yb ? xa : xb;
        double y0 = Math.min(ya, yb);
        double y1 = Math.max(ya, yb);
        double slope = (xb - xa) / (yb - ya);
        double x = y0 < 0 ? x0 - y0 * slope : x0;
        int last = (int) Math.min(lines, Math.ceil(y1));
        for (int y = (int) Math.max(0, Math.floor(y0)); y < last; y++) {
            double dy = Math.min(y + 1, y1) - Math.max(y, y0);
            double next = x + slope * dy;
            crossing(clamp(Math.min(x, next), columns), clamp(Math.max(x, next), columns), dy * sign, y * stride);
            x = next;
        }
    }

    /** An edge that crosses one row of pixels from x0 to x1 over part of its height. */
    private void crossing(double x0, double x1, double d, int row) {
        int first = (int) x0;
        int end = (int) Math.ceil(x1);
        if (end <= first + 1) {
            double share = (x0 + x1) / 2 - first;
            changes[row + first] += (float) (d - d * share);
            changes[row + first + 1] += (float) (d * share);
            return;
        }
        double perPixel = 1 / (x1 - x0);
        double covered = 0;
        for (int i = first; i < end; i++) { // area right of the edge within each pixel that it passes
            double from = Math.max(x0, i) - i;
            double to = Math.min(x1, i + 1) - i;
            double before = (Math.max(x0, i) - x0) * perPixel;
            double within = (to - from) * perPixel;
            double area = before + within * (1 - (from + to) / 2);
            changes[row + i] += (float) (d * (area - covered));
            covered = area;
        }
        changes[row + end] += (float) (d * (1 - covered));
    }

    private static double clamp(double x, int columns) {
        return x < 0 ? 0 : Math.min(x, columns);
    }
}
