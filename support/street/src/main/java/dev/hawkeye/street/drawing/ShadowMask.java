package dev.hawkeye.street.drawing;

import java.util.Arrays;

/** Where the ground is in shadow. Overlapping shadows are no darker than one. Not thread-safe. */
public final class ShadowMask implements Rasterizer.Rows {
    private final byte[] mask = new byte[Canvas.WIDTH * Canvas.HEIGHT];
    private final Rasterizer rasterizer = new Rasterizer(Canvas.WIDTH, Canvas.HEIGHT);
    private int first = Canvas.HEIGHT;
    private int last = -1;

    void fill(double[] xs, double[] ys, int count) {
        rasterizer.fill(xs, ys, count, this);
    }

    @Override
    public void row(int y, int left, int count, float[] coverage) {
        first = Math.min(first, y);
        last = Math.max(last, y);
        int at = y * Canvas.WIDTH + left;
        for (int i = 0; i < count; i++) {
            int covered = (int) (coverage[i] * 255);
            if (covered > (mask[at + i] & 255)) {
                mask[at + i] = (byte) covered;
            }
        }
    }

    /**
     * Darkens the canvas, with soft edges of three pixels, and clears the mask.
     *
     * @param sunlit sunlight on each pixel when nothing blocks it, 0 to 255
     * @param left share of each color that remains in full shade
     */
    public void cast(Canvas canvas, byte[] sunlit, Color left) {
        float[] lost = {1 - left.b(), 1 - left.g(), 1 - left.r()};
        for (int y = Math.max(1, first); y <= Math.min(Canvas.HEIGHT - 2, last); y++) {
            int row = y * Canvas.WIDTH;
            for (int i = row + 1; i < row + Canvas.WIDTH - 1; i++) {
                if (mask[i] != 0 || mask[i - 1] != 0 || mask[i + 1] != 0) {
                    int soft = 2 * (mask[i] & 255)
                            + (mask[i - 1] & 255)
                            + (mask[i + 1] & 255)
                            + (mask[i - Canvas.WIDTH] & 255)
                            + (mask[i + Canvas.WIDTH] & 255);
                    float s = soft * (sunlit[i] & 255) / (6f * 255 * 255);
                    for (int c = 0; c < 3; c++) {
                        int at = i * 3 + c;
                        canvas.bgr[at] = (byte) (int) ((canvas.bgr[at] & 255) * (1 - lost[c] * s));
                    }
                }
            }
        }
        if (last >= first) {
            Arrays.fill(mask, first * Canvas.WIDTH, (last + 1) * Canvas.WIDTH, (byte) 0);
        }
        first = Canvas.HEIGHT;
        last = -1;
    }
}
