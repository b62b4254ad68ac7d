package dev.hawkeye.console;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures that the tests know, and looks at others. */
public final class TestPictures {
    private TestPictures() {}

    /** Gray, 640 × 384, with something red at the lower right. */
    public static byte[] street() {
        return BlockPictures.jpeg(640, 384, List.of(BlockPictures.cell(Color.RED, 18, 10)));
    }

    /** A small JPEG whose header says that it is of another size. */
    public static byte[] claiming(int width, int height) {
        byte[] jpeg = BlockPictures.plain(32, 32, 100);
        for (int i = 2; i < jpeg.length - 8; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                jpeg[i + 5] = (byte) (height >> 8);
                jpeg[i + 6] = (byte) height;
                jpeg[i + 7] = (byte) (width >> 8);
                jpeg[i + 8] = (byte) width;
                return jpeg;
            }
        }
        throw new AssertionError("no frame header");
    }

    /** @return such as 640x384 */
    public static String size(byte[] jpeg) {
        return look(jpeg, pixels -> pixels.cols() + "x" + pixels.rows());
    }

    /** Whether red, green and blue are nearly the same there. */
    static boolean isGray(byte[] jpeg, int x, int y) {
        return look(jpeg, pixels -> {
            BytePointer pixel = pixels.ptr(y, x);
            int blue = pixel.get(0) & 0xFF;
            int green = pixel.get(1) & 0xFF;
            int red = pixel.get(2) & 0xFF;
            return Math.max(Math.abs(blue - green), Math.abs(green - red)) < 20;
        });
    }

    private static <T> T look(byte[] jpeg, Function<Mat, T> at) {
        try (BytePointer encoded = new BytePointer(jpeg);
                Mat bytes = new Mat(1, jpeg.length, CV_8U, encoded);
                Mat pixels = imdecode(bytes, IMREAD_COLOR)) {
            return at.apply(pixels);
        }
    }
}
