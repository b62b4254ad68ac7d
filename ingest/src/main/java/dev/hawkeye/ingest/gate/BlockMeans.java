package dev.hawkeye.ingest.gate;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** The mean of each square block of an 8-bit picture. Not thread-safe; reuses its memory. */
final class BlockMeans {
    private final int width;
    private final int height;
    private final int block;
    private final byte[] pixels;
    private final int[] sums;

    /**
     * @param width of the pictures, pixels
     * @param height of the pictures, pixels
     * @param block size of a block in pixels, each way; remaining pixels at the right and bottom edges are ignored
     */
    BlockMeans(int width, int height, int block) {
        this.width = width;
        this.height = height;
        this.block = block;
        this.pixels = new byte[width * height];
        this.sums = new int[count()];
    }

    int across() {
        return Math.max(1, width / block);
    }

    int down() {
        return Math.max(1, height / block);
    }

    int count() {
        return across() * down();
    }

    /** @param picture of this size, with contiguous rows */
    void read(Mat picture) {
        picture.data().get(pixels);
        Arrays.fill(sums, 0);
        int across = across();
        int rows = Math.min(height, down() * block);
        int columns = Math.min(width, across * block);
        for (int y = 0; y < rows; y++) {
            int row = y * width;
            int first = y / block * across;
            for (int x = 0; x < columns; x++) {
                sums[first + x / block] += pixels[row + x] & 0xff;
            }
        }
    }

    float of(int index) {
        return (float) sums[index] / (block * block);
    }
}
