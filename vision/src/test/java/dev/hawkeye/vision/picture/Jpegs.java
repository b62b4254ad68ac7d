package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Other forms of the same picture. */
final class Jpegs {
    private Jpegs() {}

    /** @param settings pairs of IMWRITE_JPEG_… and value */
    static byte[] encodedAgain(byte[] jpeg, int... settings) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = imdecode(new Mat(jpeg), IMREAD_COLOR);
            BytePointer encoded = new BytePointer();
            imencode(".jpg", picture, encoded, new IntPointer(settings));
            scope.attach(encoded);
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
