package dev.hawkeye.testing.cameras;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Pictures for tests: a red, a green and a blue block on gray, each a quarter of the picture high, moving to the right.
 */
public final class PlainPictures {
    private PlainPictures() {}

    /** @return picture {@code index} of an endless series, BGR; the caller must close it */
    public static Mat blocks(int width, int height, int index) {
        try (Scalar gray = new Scalar(128, 128, 128, 0)) {
            Mat picture = new Mat(height, width, CV_8UC3, gray);
            int side = height / 4;
            int left = index * 2 % (width - side);
            block(picture, left, 0, side, new Scalar(0, 0, 255, 0));
            block(picture, left, side, side, new Scalar(0, 255, 0, 0));
            block(picture, left, 2 * side, side, new Scalar(255, 0, 0, 0));
            return picture;
        }
    }

    private static void block(Mat picture, int x, int y, int side, Scalar color) {
        try (color;
                Rect area = new Rect(x, y, side, side)) {
            rectangle(picture, area, color, FILLED, 8, 0);
        }
    }

    /** @return picture {@code index} encoded in a file format, such as ".jpg" */
    public static byte[] encoded(String format, int width, int height, int index) {
        try (Mat picture = blocks(width, height, index);
                BytePointer buffer = new BytePointer()) {
            imencode(format, picture, buffer);
            byte[] bytes = new byte[(int) buffer.limit()];
            buffer.get(bytes);
            return bytes;
        }
    }

    /** Writes picture {@code index}, in the format that the file name implies. */
    public static Path write(Path file, int width, int height, int index) throws IOException {
        String name = file.getFileName().toString();
        return Files.write(file, encoded(name.substring(name.lastIndexOf('.')), width, height, index));
    }
}
