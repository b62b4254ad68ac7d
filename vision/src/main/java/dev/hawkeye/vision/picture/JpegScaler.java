package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Scales JPEGs down for display. Most of that happens inside the JPEG's inverse cosine transform, which saves most of
 * the decoding. Keeps no memory between calls. Thread-safe.
 */
public final class JpegScaler {
    private JpegScaler() {}

    /** A JPEG that may be smaller than its original. */
    public static final class Scaled {
        private final byte[] jpeg;
        private final float factor;

        private Scaled(byte[] jpeg, float factor) {
            this.jpeg = jpeg;
            this.factor = factor;
        }

        public byte[] jpeg() {
            return jpeg;
        }

        /** Its width relative to that of the original, at most 1. */
        public float factor() {
            return factor;
        }
    }

    /**
     * Scales a JPEG. The header is checked before anything is decoded, even if there is nothing to scale.
     *
     * @param maxWidth pixels, at least 1; a picture that is no wider is returned unchanged
     * @param maxPixels maximum pixels of {@code jpeg}, width × height
     * @param jpegQuality of the result, 1 to 100
     * @throws PictureException when {@code jpeg} is not a JPEG, is truncated, has too many pixels or cannot be decoded
     */
    public static Scaled scale(byte[] jpeg, int maxWidth, long maxPixels, int jpegQuality) throws PictureException {
        if (maxWidth < 1) {
            throw new IllegalArgumentException("max-width must be at least 1, got: " + maxWidth);
        }
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        JpegHeader header = JpegHeader.read(bytes, maxPixels);
        if (header.width() <= maxWidth) {
            return new Scaled(jpeg, 1);
        }
        try (JpegDecoder decoder = new JpegDecoder();
                PointerScope scope = new PointerScope()) {
            Mat pixels = decoder.decode(bytes, header, reduction(header.width(), maxWidth));
            long height = Math.round((double) header.height() * maxWidth / header.width());
            Mat small = new Mat();
            resize(pixels, small, new Size(maxWidth, Math.toIntExact(Math.max(1, height))), 0, 0, INTER_AREA);
            BytePointer encoded = new BytePointer();
            imencode(".jpg", small, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, jpegQuality));
            scope.attach(encoded);
            byte[] result = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(result);
            return new Scaled(result, (float) maxWidth / header.width());
        } catch (RuntimeException e) {
            // OpenCV's own exceptions arrive as bare RuntimeExceptions.
            throw new PictureException("JPEG cannot be decoded: " + e.getMessage());
        }
    }

    /** The largest reduction that leaves at least the wanted width. */
    private static int reduction(int width, int wanted) {
        int reduction = 8;
        while (reduction > 1 && width / reduction < wanted) {
            reduction /= 2;
        }
        return reduction;
    }
}
