package dev.hawkeye.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** From a JPEG to what Java can draw on, and back; both keep the pixels as blue, green and red. */
final class Raster {
    private Raster() {}

    /** @throws IllegalArgumentException when {@code jpeg} cannot be decoded */
    static BufferedImage decode(byte[] jpeg) {
        try (BytePointer memory = new BytePointer(jpeg);
                Mat encoded = new Mat(1, jpeg.length, CV_8U, memory);
                Mat pixels = imdecode(encoded, IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION)) {
            if (pixels.empty()) {
                throw new IllegalArgumentException("picture of " + jpeg.length + " bytes cannot be decoded");
            }
            BufferedImage picture = new BufferedImage(pixels.cols(), pixels.rows(), BufferedImage.TYPE_3BYTE_BGR);
            pixels.data().get(bytes(picture));
            return picture;
        }
    }

    /** @param quality 1 to 100 */
    static byte[] encode(BufferedImage picture, int quality) {
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
