package dev.hawkeye.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Draws boxes with their labels into a JPEG, for people to look at. Thread-safe. */
public final class BoxPainter {
    /** Hues a golden section apart: neighbouring class ids never look alike. */
    private static final float HUE_STEP = 0.618034f;

    private BoxPainter() {}

    /**
     * @param boxes in pixels of the picture; the most confident one is drawn last, on top
     * @param labels one for each box, such as its class name; letters outside ASCII are drawn as question marks
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded, or labels and boxes differ in number
     */
    public static byte[] paint(byte[] jpeg, List<Box> boxes, List<String> labels, int jpegQuality) {
        if (boxes.size() != labels.size()) {
            throw new IllegalArgumentException(
                    "labels must be as many as boxes (" + boxes.size() + "), got: " + labels.size());
        }
        try (PointerScope scope = new PointerScope()) {
            Mat picture = imdecode(
                    new Mat(1, jpeg.length, CV_8U, new BytePointer(jpeg)), IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION);
            if (picture.empty()) {
                throw new IllegalArgumentException("picture of " + jpeg.length + " bytes cannot be decoded");
            }
            int line = Math.max(2, Math.round((picture.cols() + picture.rows()) / 800f));
            for (int i = boxes.size() - 1; i >= 0; i--) {
                draw(picture, boxes.get(i), labels.get(i), line);
            }
            BytePointer encoded = new BytePointer();
            imencode(".jpg", picture, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, jpegQuality));
            scope.attach(encoded);
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }

    private static void draw(Mat picture, Box box, String label, int line) {
        Color color = Color.getHSBColor(box.classId() * HUE_STEP, 0.85f, 0.9f);
        Scalar fill = new Scalar(color.getBlue(), color.getGreen(), color.getRed(), 0);
        int x1 = Math.round(box.x1());
        int y1 = Math.round(box.y1());
        rectangle(
                picture,
                new Point(x1, y1),
                new Point(Math.round(box.x2()), Math.round(box.y2())),
                fill,
                line,
                LINE_8,
                0);

        String text = String.format(Locale.ROOT, "%s %.2f", label, box.confidence());
        double scale = line * 0.3;
        int weight = Math.max(1, line / 2);
        int[] descent = new int[1];
        Size size = getTextSize(text, FONT_HERSHEY_SIMPLEX, scale, weight, descent);
        int height = size.height() + descent[0] + line;
        int left = Math.max(0, Math.min(x1, picture.cols() - size.width()));
        int top = y1 >= height ? y1 - height : y1;
        rectangle(picture, new Rect(left, top, size.width(), height), fill, FILLED, LINE_8, 0);
        Point baseline = new Point(left, top + size.height() + line / 2);
        putText(picture, text, baseline, FONT_HERSHEY_SIMPLEX, scale, ink(color), weight, LINE_AA, false);
    }

    /** Black on light colours, white on dark ones. */
    private static Scalar ink(Color color) {
        double luma = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
        return Scalar.all(luma > 140 ? 0 : 255);
    }
}
