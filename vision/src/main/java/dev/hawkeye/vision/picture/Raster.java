package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Converts a JPEG to an image that Java can draw on, and back; both have their pixels in BGR order. */
public final class Raster {
    /** The maximum of a JPEG: the configured limit was checked when the picture was analyzed or scaled. */
    private static final long MAX_PIXELS = 65_535L * 65_535;

    private Raster() {}

    /** @throws IllegalArgumentException when {@code jpeg} cannot be decoded */
    public static BufferedImage decode(byte[] jpeg) {
        try (JpegDecoder decoder = new JpegDecoder()) {
            ByteBuffer encoded = ByteBuffer.wrap(jpeg);
            Mat pixels = decoder.decode(encoded, JpegHeader.read(encoded, MAX_PIXELS), 1);
            BufferedImage picture = new BufferedImage(pixels.cols(), pixels.rows(), BufferedImage.TYPE_3BYTE_BGR);
            pixels.data().get(pixels(picture));
            return picture;
        } catch (PictureException e) {
            throw new IllegalArgumentException(
                    "picture of " + jpeg.length + " bytes cannot be decoded: " + e.getMessage(), e);
        }
    }

    /**
     * Copies pixels.
     *
     * @param pixels BGR
     * @param picture to copy into, if it has the size of {@code pixels} and BGR order; may be null
     * @return {@code picture}, or a new one
     */
    public static BufferedImage copy(Mat pixels, BufferedImage picture) {
        int width = pixels.cols();
        int height = pixels.rows();
        BufferedImage copy = picture != null && picture.getWidth() == width && picture.getHeight() == height
                ? picture
                : new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = pixels(copy);
        int row = 3 * width;
        BytePointer data = pixels.data();
        for (int y = 0; y < height; y++) { // rows of pixels may be padded
            data.position(y * pixels.step()).get(bytes, y * row, row);
        }
        return copy;
    }

    /** @param quality 1 to 100 */
    public static byte[] encode(BufferedImage picture, int quality) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = new Mat(picture.getHeight(), picture.getWidth(), CV_8UC3, new BytePointer(pixels(picture)));
            BytePointer encoded = new BytePointer();
            imencode(".jpg", pixels, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
            scope.attach(encoded);
            byte[] jpeg = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    /** The pixels of a picture created here, row by row in BGR order; not a copy. */
    public static byte[] pixels(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
