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
import java.awt.Rectangle;
import java.util.ArrayList;
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
    private BoxPainter() {}

    /**
     * @param boxes in pixels of the picture, the most confident one first, which is drawn on top
     * @param labels one for each box, its class name, which gives the colour; letters outside ASCII are drawn as question marks
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
                frame(picture, boxes.get(i), fill(labels.get(i)), line);
            }
            List<Rectangle> taken = new ArrayList<>();
            for (int i = 0; i < boxes.size(); i++) {
                label(picture, boxes.get(i), labels.get(i), line, taken);
            }
            BytePointer encoded = new BytePointer();
            imencode(".jpg", picture, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, jpegQuality));
            scope.attach(encoded);
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }

    private static Scalar fill(String label) {
        Color color = ClassColour.of(label);
        return new Scalar(color.getBlue(), color.getGreen(), color.getRed(), 0);
    }

    private static void frame(Mat picture, Box box, Scalar colour, int line) {
        rectangle(
                picture,
                new Point(Math.round(box.x1()), Math.round(box.y1())),
                new Point(Math.round(box.x2()), Math.round(box.y2())),
                colour,
                line,
                LINE_8,
                0);
    }

    /** One that would cover that of a more confident box is left out. */
    private static void label(Mat picture, Box box, String name, int line, List<Rectangle> taken) {
        String text = String.format(Locale.ROOT, "%s %.2f", name, box.confidence());
        double scale = line * 0.3;
        int weight = Math.max(1, line / 2);
        int[] descent = new int[1];
        Size size = getTextSize(text, FONT_HERSHEY_SIMPLEX, scale, weight, descent);
        int height = size.height() + descent[0] + line;
        int left = Math.max(0, Math.min(Math.round(box.x1()), picture.cols() - size.width()));
        int over = Math.round(box.y1()) - height;
        Rectangle area = new Rectangle(left, over >= 0 ? over : over + height, size.width(), height);
        if (taken.stream().anyMatch(area::intersects)) {
            return;
        }
        taken.add(area);
        rectangle(picture, new Rect(area.x, area.y, area.width, area.height), fill(name), FILLED, LINE_8, 0);
        Point baseline = new Point(area.x, area.y + size.height() + line / 2);
        putText(picture, text, baseline, FONT_HERSHEY_SIMPLEX, scale, Scalar.all(0), weight, LINE_AA, false);
    }
}
