package dev.hawkeye.vision.input;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Writes BGR pixels as the model's input: resized, padded, RGB planes of floats from 0 to 1. OpenCV works directly on
 * the tensor's memory (each plane of the picture is a window into it), vectorized; Java does not touch single pixels.
 */
public final class InputWriter implements AutoCloseable {
    private static final float PADDING = Letterbox.PADDING / 255f;

    private final Mat resized = new Mat();
    private final MatVector planes = new MatVector(3);
    private float[] padding = new float[0];

    /**
     * @param input the tensor's memory
     * @param first index in {@code input} of the picture's first value
     */
    public void write(Mat bgr, Letterbox letterbox, FloatPointer input, long first) {
        Mat scaled = bgr;
        if (bgr.cols() != letterbox.width() || bgr.rows() != letterbox.height()) {
            try (Size size = new Size(letterbox.width(), letterbox.height())) {
                resize(bgr, resized, size);
            }
            scaled = resized;
        }
        split(scaled, planes);
        InputShape shape = letterbox.input();
        long plane = (long) shape.width() * shape.height();
        long window = first + (long) letterbox.top() * shape.width() + letterbox.left();
        for (int channel = 0; channel < 3; channel++) {
            // The pointer is a view: closing it would free the input.
            FloatPointer at = input.getPointer(window + channel * plane);
            try (Mat from = planes.get(2 - channel);
                    Mat to = new Mat(
                            letterbox.height(), letterbox.width(), CV_32F, at, (long) shape.width() * Float.BYTES)) {
                from.convertTo(to, CV_32F, 1 / 255.0, 0);
            }
        }
        pad(letterbox, input.asBuffer(), Math.toIntExact(first));
    }

    private void pad(Letterbox letterbox, FloatBuffer values, int first) {
        InputShape shape = letterbox.input();
        int bottom = letterbox.top() + letterbox.height();
        int right = letterbox.left() + letterbox.width();
        for (int channel = 0; channel < 3; channel++) {
            int plane = first + channel * shape.width() * shape.height();
            fill(values, plane, letterbox.top() * shape.width());
            fill(values, plane + bottom * shape.width(), (shape.height() - bottom) * shape.width());
            if (letterbox.width() < shape.width()) {
                for (int y = letterbox.top(); y < bottom; y++) {
                    fill(values, plane + y * shape.width(), letterbox.left());
                    fill(values, plane + y * shape.width() + right, shape.width() - right);
                }
            }
        }
    }

    private void fill(FloatBuffer values, int index, int count) {
        if (padding.length < count) {
            padding = new float[count];
            Arrays.fill(padding, PADDING);
        }
        values.put(index, padding, 0, count);
    }

    @Override
    public void close() {
        resized.close();
        planes.close();
    }
}
