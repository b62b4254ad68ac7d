package dev.hawkeye.ingest.ffmpeg;

import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.vision.picture.Orientation;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Memory for swscale's output: one plane with padded rows. swscale may write past the end of a row, up to the next
 * multiple of its vector width (FFmpeg ticket 1031). Not thread-safe; owns the memory until closed.
 */
final class ScaledPicture implements AutoCloseable {
    private static final int ROW_PIXELS = 64;

    private final int type;
    private final PointerPointer<?> planes = new PointerPointer<>(1);
    private final IntPointer strides = new IntPointer(1);
    private Mat rows;
    private Mat picture;
    private Mat upright;

    /** @param type of a pixel, as an OpenCV type constant */
    ScaledPicture(int type) {
        this.type = type;
    }

    /** Allocates memory for a picture, if needed. */
    void reserve(PictureSize size) {
        if (picture != null && picture.cols() == size.width() && picture.rows() == size.height()) {
            return;
        }
        free();
        int rowPixels = (size.width() + ROW_PIXELS - 1) / ROW_PIXELS * ROW_PIXELS;
        rows = new Mat(size.height(), rowPixels, type);
        try (Rect part = new Rect(0, 0, size.width(), size.height())) {
            picture = new Mat(rows, part);
        }
        planes.put(0, picture.data());
        strides.put(0, (int) picture.step());
    }

    /** The plane, as swscale expects it. */
    PointerPointer<?> planes() {
        return planes;
    }

    /** Bytes from row to row, as swscale expects it. */
    IntPointer strides() {
        return strides;
    }

    /** @return the picture written, upright; valid until the next {@link #reserve} or call; not to be closed */
    Mat upright(Orientation orientation) {
        if (upright == null) {
            upright = new Mat();
        }
        return orientation.upright(picture, upright);
    }

    private void free() {
        if (picture != null) {
            picture.close();
            rows.close();
        }
    }

    @Override
    public void close() {
        free();
        if (upright != null) {
            upright.close();
        }
        planes.close();
        strides.close();
    }
}
