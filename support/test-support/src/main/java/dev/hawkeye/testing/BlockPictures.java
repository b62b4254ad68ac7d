package dev.hawkeye.testing;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Draws JPEGs for which {@link BlockModel} yields known detections. */
public final class BlockPictures {
    private static final int BACKGROUND = 114;

    private BlockPictures() {}

    /** The colors that {@link BlockModel} detects. */
    public enum Color {
        RED,
        GREEN,
        BLUE;

        /** The class that {@link BlockModel} assigns to it. */
        public int classId() {
            return BlockModel.CLASSES.indexOf(name().toLowerCase(Locale.ROOT));
        }

        private Scalar bgr() {
            return new Scalar(this == BLUE ? 255 : 0, this == GREEN ? 255 : 0, this == RED ? 255 : 0, 0);
        }
    }

    /** A filled rectangle, in pixels of the picture. */
    public record Block(Color color, int x, int y, int width, int height) {}

    /** A block that fills one cell of 32 × 32 pixels; columns and rows count from 0. */
    public static Block cell(Color color, int column, int row) {
        return new Block(color, 32 * column, 32 * row, 32, 32);
    }

    /** A JPEG of a single gray: 0 is black, 255 white. */
    public static byte[] plain(int width, int height, int level) {
        return jpeg(width, height, level, List.of());
    }

    /** A gray JPEG of quality 95 with these blocks on it. */
    public static byte[] jpeg(int width, int height, List<Block> blocks) {
        return jpeg(width, height, BACKGROUND, blocks);
    }

    /** The same JPEG with an EXIF orientation, 1 to 8. */
    public static byte[] turned(byte[] jpeg, int orientation) {
        byte[] exif = HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100"
                        + "%02x".formatted(orientation) + "0000" + "00000000");
        byte[] turned = new byte[jpeg.length + exif.length];
        System.arraycopy(jpeg, 0, turned, 0, 2);
        System.arraycopy(exif, 0, turned, 2, exif.length);
        System.arraycopy(jpeg, 2, turned, 2 + exif.length, jpeg.length - 2);
        return turned;
    }

    private static byte[] jpeg(int width, int height, int background, List<Block> blocks) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = new Mat(height, width, CV_8UC3, Scalar.all(background));
            for (Block block : blocks) {
                Rect area = new Rect(block.x, block.y, block.width, block.height);
                rectangle(picture, area, block.color.bgr(), FILLED, LINE_8, 0);
            }
            BytePointer encoded = new BytePointer();
            imencode(".jpg", picture, encoded, new IntPointer(IMWRITE_JPEG_QUALITY, 95));
            scope.attach(encoded);
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
