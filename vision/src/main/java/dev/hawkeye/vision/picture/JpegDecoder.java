package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEGs to BGR pixels, into memory that is reused for the next picture. A JPEG that is far larger than the
 * model's input is shrunk by 2, 4 or 8 inside the inverse cosine transform, which also saves most of its cost. The
 * result is upright, as in every viewer, and so are its boxes.
 */
public final class JpegDecoder implements AutoCloseable {
    /** Memory of a larger picture is not kept for the next one. */
    private static final long KEPT_BYTES = 32L << 20;

    private final Mat pixels = new Mat();
    private final Mat turned = new Mat();
    private BytePointer encoded = new BytePointer(256 << 10);

    /** @return BGR, 8 bits, valid until the next call */
    public Mat decode(ByteBuffer jpeg, JpegHeader header, int reduction) throws PictureException {
        if (3 * pixels.total() > KEPT_BYTES) {
            pixels.release();
            turned.release();
        }
        copy(jpeg);
        try (Mat bytes = new Mat(1, jpeg.remaining(), CV_8U, encoded);
                Mat decoded = imdecode(bytes, flags(reduction), pixels)) {
            if (decoded.empty()) {
                throw new PictureException("JPEG cannot be decoded");
            }
        }
        Mat upright = header.orientation().upright(pixels, turned);
        if (upright.cols() != reduced(header.width(), reduction)
                || upright.rows() != reduced(header.height(), reduction)) {
            throw new PictureException("JPEG does not have the size of its header");
        }
        return upright;
    }

    private void copy(ByteBuffer jpeg) {
        if (encoded.capacity() < jpeg.remaining()) {
            BytePointer larger = new BytePointer(jpeg.remaining());
            encoded.close();
            encoded = larger;
        }
        encoded.asByteBuffer().put(jpeg.duplicate());
    }

    private static int reduced(int length, int reduction) {
        return (length + reduction - 1) / reduction;
    }

    /** {@link Orientation} handles the orientation: OpenCV misreads it in some files. */
    private static int flags(int reduction) {
        int color = switch (reduction) {
            case 2 -> IMREAD_REDUCED_COLOR_2;
            case 4 -> IMREAD_REDUCED_COLOR_4;
            case 8 -> IMREAD_REDUCED_COLOR_8;
            default -> IMREAD_COLOR;
        };
        return color | IMREAD_IGNORE_ORIENTATION;
    }

    @Override
    public void close() {
        pixels.close();
        turned.close();
        encoded.close();
    }
}
