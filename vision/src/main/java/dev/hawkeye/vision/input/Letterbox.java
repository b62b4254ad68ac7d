package dev.hawkeye.vision.input;

/**
 * How a picture is fitted into the model's input: scaled by {@code gain} to {@code width} × {@code height}, at
 * {@code left}, {@code top}, the rest gray. The arithmetic, including its rounding, is that of Ultralytics'
 * {@code LetterBox} and {@code scale_boxes}, so that boxes match. All in pixels.
 */
public record Letterbox(InputShape input, int width, int height, int left, int top, double gain) {
    /** Gray value of the padding. */
    public static final int PADDING = 114;

    /** For a dynamic shape: the smallest rectangle of whole strides, long side {@code side}. */
    public static Letterbox rectangle(int pictureWidth, int pictureHeight, int side, int stride) {
        double gain = gain(pictureWidth, pictureHeight, side, side);
        int width = scaled(pictureWidth, gain);
        int height = scaled(pictureHeight, gain);
        return centered(
                new InputShape(width + (side - width) % stride, height + (side - height) % stride),
                width,
                height,
                gain);
    }

    /** For a fixed shape. */
    public static Letterbox fixed(int pictureWidth, int pictureHeight, InputShape input) {
        double gain = gain(pictureWidth, pictureHeight, input.width(), input.height());
        return centered(input, scaled(pictureWidth, gain), scaled(pictureHeight, gain), gain);
    }

    /**
     * The maximum factor by which a JPEG may be shrunk while decoding (1, 2, 4 or 8) without being smaller than in the
     * input.
     */
    public int reduction() {
        return gain > 0.5 ? 1 : gain > 0.25 ? 2 : gain > 0.125 ? 4 : 8;
    }

    /** Maps an x of the input to the picture. */
    public float pictureX(float x) {
        return (float) ((x - left) / gain);
    }

    /** Maps a y of the input to the picture. */
    public float pictureY(float y) {
        return (float) ((y - top) / gain);
    }

    private static double gain(int pictureWidth, int pictureHeight, int width, int height) {
        return Math.min((double) height / pictureHeight, (double) width / pictureWidth);
    }

    /** Rounds half to even, like Python; a very thin picture keeps one pixel. */
    private static int scaled(int length, double gain) {
        return Math.max(1, (int) Math.rint(length * gain));
    }

    /** An odd pixel of padding goes to the right and the bottom: {@code round(padding / 2 - 0.1)}. */
    private static Letterbox centered(InputShape input, int width, int height, double gain) {
        return new Letterbox(input, width, height, (input.width() - width) / 2, (input.height() - height) / 2, gain);
    }
}
