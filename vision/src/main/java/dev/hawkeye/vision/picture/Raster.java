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
    /** As many as a JPEG can have: the limit was checked when the picture was analyzed or scaled. */
    private static final long MAX_PIXELS = 65_535L * 65_535;

    private Raster() {}

    /** @throws IllegalArgumentException when {@code jpeg} cannot be decoded */
    public static BufferedImage decode(byte[] jpeg) {
        try (JpegDecoder decoder = new JpegDecoder()) {
            ByteBuffer encoded = ByteBuffer.wrap(jpeg);
            Mat pixels = decoder.decode(encoded, JpegHeader.read(encoded, MAX_PIXELS), 1);
            BufferedImage picture = new BufferedImage(pixels.cols(), pixels.rows(), BufferedImage.TYPE_3BYTE_BGR);
            pixels.data().get(bytes(picture));
            return picture;
        } catch (PictureException e) {
            throw new IllegalArgumentException(
                    "picture of " + jpeg.length + " bytes cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** @param quality 1 to 100 */
    public static byte[] encode(BufferedImage picture, int quality) {
        try (PointerScope scope = new PointerScope()) {
            Mat pixels = new Mat(picture.getHeight(), picture.getWidth(), CV_8UC3, new BytePointer(bytes(picture)));
            BytePointer encoded = new BytePointer();
            imencode(".jpg", pixels, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, quality));
            scope.attach(encoded);
            byte[] jpeg = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(jpeg);
            return jpeg;
        }
    }

    private static byte[] bytes(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
