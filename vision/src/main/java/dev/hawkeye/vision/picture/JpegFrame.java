package dev.hawkeye.vision.picture;

import java.nio.ByteBuffer;

/** A JPEG's frame header: the stored size, the coding process, and the sampling of each component. */
final class JpegFrame {
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int FIELDS = 6;
    private static final int BITS = 8;

    private final int width;
    private final int height;
    /** Components in file order: id in the upper byte, samples per block of pixels in the lower one. */
    private final int[] colors;
    /** Maximum samples of a component per block of pixels. */
    private final int densest;

    private JpegFrame(int width, int height, int[] colors, int densest) {
        this.width = width;
        this.height = height;
        this.colors = colors;
        this.densest = densest;
    }

    /** @param length of the segment's content, which is complete */
    static JpegFrame read(ByteBuffer jpeg, int marker, int start, int length) throws PictureException {
        if (length < FIELDS) {
            throw broken();
        }
        if (marker != BASELINE && marker != EXTENDED && marker != PROGRESSIVE) {
            throw new PictureException("JPEG is of a kind that no camera produces ("
                    + (marker >= 0xC9 ? "arithmetic coding" : marker == 0xC3 ? "lossless" : "hierarchical") + ")");
        }
        if (at(jpeg, start) != BITS) {
            throw new PictureException("JPEG has " + at(jpeg, start) + " bits per color, not " + BITS);
        }
        int height = at(jpeg, start + 1) << 8 | at(jpeg, start + 2);
        int width = at(jpeg, start + 3) << 8 | at(jpeg, start + 4);
        int[] colors = new int[at(jpeg, start + 5)];
        if ((colors.length != 1 && colors.length != 3 && colors.length != 4) || length < FIELDS + 3 * colors.length) {
            throw broken();
        }
        int densest = 1;
        for (int i = 0; i < colors.length; i++) {
            int at = start + FIELDS + 3 * i;
            int sampling = at(jpeg, at + 1);
            int samples = (sampling >> 4) * (sampling & 0x0F);
            densest = Math.max(densest, samples);
            colors[i] = at(jpeg, at) << 8 | samples;
        }
        return new JpegFrame(width, height, colors, densest);
    }

    /** Pixels, as stored. */
    int width() {
        return width;
    }

    /** Pixels, as stored. */
    int height() {
        return height;
    }

    void check(long maxPixels) throws PictureException {
        if (width == 0 || height == 0) {
            throw new PictureException("JPEG has no pixels (" + width + "x" + height + ")");
        }
        if ((long) width * height > maxPixels) {
            throw new PictureException("JPEG is too large (" + width + "x" + height + ", at most " + maxPixels
                    + " pixels are allowed by max-pixels)");
        }
    }

    /**
     * @param start of the content of a scan's header
     * @return the number of values that a decoder processes for it
     */
    double samples(ByteBuffer jpeg, int start, int length) {
        int named = Math.min(length == 0 ? 0 : at(jpeg, start), (length - 1) / 2);
        long samples = 0;
        for (int i = 0; i < named; i++) {
            int id = at(jpeg, start + 1 + 2 * i);
            for (int color : colors) {
                samples += color >> 8 == id ? color & 0xFF : 0;
            }
        }
        return (double) width * height * samples / densest;
    }

    private static int at(ByteBuffer jpeg, int index) {
        return jpeg.get(index) & 0xFF;
    }

    private static PictureException broken() {
        return new PictureException("JPEG has a broken frame header");
    }
}
