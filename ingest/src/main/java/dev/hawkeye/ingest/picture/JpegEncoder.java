package dev.hawkeye.ingest.picture;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.hawkeye.ingest.source.CameraException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes BGR pictures as baseline JPEGs with 4:2:0 chroma. Not thread-safe. */
public final class JpegEncoder implements AutoCloseable {
    private final IntPointer parameters;

    /** Loads the library, once. */
    public static void load() {
        Loader.load(opencv_imgcodecs.class);
    }

    /** @param quality 1 to 100 */
    public JpegEncoder(int quality) {
        this.parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality);
    }

    /** @throws CameraException when the picture is too large for a JPEG */
    public byte[] encode(Mat bgr) throws CameraException {
        try (BytePointer buffer = new BytePointer()) {
            if (!imencode(".jpg", bgr, buffer, parameters)) {
                throw notEncoded(bgr);
            }
            byte[] jpeg = new byte[(int) buffer.limit()];
            buffer.get(jpeg);
            return jpeg;
        } catch (RuntimeException e) {
            throw notEncoded(bgr);
        }
    }

    private static CameraException notEncoded(Mat bgr) {
        return CameraException.temporary(
                "a picture of " + bgr.cols() + "x" + bgr.rows() + " pixels cannot be made a JPEG; set max-width");
    }

    @Override
    public void close() {
        parameters.close();
    }
}
