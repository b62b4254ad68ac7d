package dev.hawkeye.ingest.picture;

/** Width and height of a picture, pixels. */
public record PictureSize(int width, int height) {
    private static final double MIN_SKEW = 1.01;
    private static final double MAX_SKEW = 4;
    private static final int MAX_SIDE = 65_500; // what a JPEG can hold

    /**
     * The size at which this picture is sent: unchanged, or, if wider than {@code maxWidth} (0: no limit),
     * {@code maxWidth} wide, with the height scaled in proportion and rounded to an even number, at least 2. No side is
     * longer than a JPEG can hold.
     */
    public PictureSize within(int maxWidth) {
        int widest = maxWidth == 0 ? MAX_SIDE : Math.min(maxWidth, MAX_SIDE);
        PictureSize narrow = width <= widest ? this : new PictureSize(widest, even((double) height * widest / width));
        return narrow.height <= MAX_SIDE
                ? narrow
                : new PictureSize(even((double) narrow.width * MAX_SIDE / narrow.height), MAX_SIDE);
    }

    private static int even(double length) {
        return (int) Math.max(2, Math.round(length / 2) * 2);
    }

    /**
     * The size at which this picture has square pixels: it is stretched along the longer side of its pixels, so that no
     * stored detail is lost. DVRs and DVDs store pixels up to three times as wide as high; a ratio beyond four, or
     * within 1 % of a square, is assumed to be an error and ignored.
     *
     * @param across width of a pixel
     * @param down its height, in the same unit; 0 or less when unknown
     */
    public PictureSize withSquarePixels(int across, int down) {
        if (across <= 0 || down <= 0) {
            return this;
        }
        double ratio = (double) across / down;
        double skew = Math.max(ratio, 1 / ratio);
        if (skew < MIN_SKEW || skew > MAX_SKEW) {
            return this;
        }
        PictureSize square = ratio > 1
                ? new PictureSize((int) Math.round(width * ratio), height)
                : new PictureSize(width, (int) Math.round(height / ratio));
        return Math.max(square.width, square.height) > MAX_SIDE ? this : square;
    }

    /** Width and height swapped. */
    public PictureSize onItsSide() {
        return new PictureSize(/* width= */ height, /* height= */ width);
    }
}
