package dev.hawkeye.street.drawing;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Turns the canvas into a camera's picture: the camera sways a little, and its sensor is noisy. The noise comes from
 * two tiles, each larger than the picture and shifted for every frame; one is added and one subtracted. Owns native
 * memory until {@link #close()}; not thread-safe.
 */
public final class Lens implements AutoCloseable {
    private static final int PLAY = 96;
    private static final double SWAY = 1.1;

    private final int seed;
    private final Mat drawn = new Mat(Canvas.HEIGHT, Canvas.WIDTH, CV_8UC3);
    private final Mat picture = new Mat(Canvas.PICTURE_HEIGHT, Canvas.PICTURE_WIDTH, CV_8UC3);
    private final Mat brighter;
    private final Mat darker;
    private final Mat shift = new Mat(2, 3, CV_32F);
    private final Size size = new Size(Canvas.PICTURE_WIDTH, Canvas.PICTURE_HEIGHT);
    private final Scalar black = new Scalar();

    /** @param noise standard deviation, in levels of 0 to 255 */
    public Lens(SplittableRandom random, double noise) {
        this.seed = random.nextInt();
        this.brighter = tile(random, noise);
        this.darker = tile(random, noise);
    }

    private static Mat tile(SplittableRandom random, double noise) {
        int pixels = (Canvas.PICTURE_WIDTH + PLAY) * (Canvas.PICTURE_HEIGHT + PLAY);
        byte[] bytes = new byte[pixels * 3];
        for (int i = 0; i < pixels; i++) {
            double common = random.nextGaussian();
            for (int c = 0; c < 3; c++) {
                double one = 0.8 * common + 0.6 * random.nextGaussian();
                bytes[i * 3 + c] = (byte) (int) Math.max(0, one * noise + random.nextDouble());
            }
        }
        Mat tile = new Mat(Canvas.PICTURE_HEIGHT + PLAY, Canvas.PICTURE_WIDTH + PLAY, CV_8UC3);
        tile.data().put(bytes, 0, bytes.length);
        return tile;
    }

    /** Distance from the left edge of the canvas to that of the picture, pixels. */
    public double left(long frame, double seconds) {
        return Canvas.MARGIN + sway(frame, seconds, 0);
    }

    /** Distance from the top edge of the canvas to that of the picture, pixels. */
    public double top(long frame, double seconds) {
        return Canvas.MARGIN + 0.7 * sway(frame, seconds, 1);
    }

    private double sway(long frame, double seconds, int axis) {
        double slow = Math.sin(seconds * 1.9 + seed % 7 + axis) * Math.sin(seconds * 0.43 + axis * 2);
        double jitter = Noise.at((int) frame, axis, seed) - 0.5;
        return SWAY * slow + 0.5 * jitter;
    }

    /** @return the picture, valid until the next call; do not close it */
    public Mat see(Canvas canvas, long frame, double seconds) {
        drawn.data().put(canvas.bgr, 0, canvas.bgr.length);
        try (FloatIndexer at = shift.createIndexer()) {
            at.put(0, 0, 1).put(0, 1, 0).put(0, 2, (float) -left(frame, seconds));
            at.put(1, 0, 0).put(1, 1, 1).put(1, 2, (float) -top(frame, seconds));
        }
        warpAffine(drawn, picture, shift, size, INTER_LINEAR, BORDER_REPLICATE, black);
        noise(brighter, frame, 2, true);
        noise(darker, frame, 3, false);
        return picture;
    }

    private void noise(Mat tile, long frame, int which, boolean more) {
        int x = (int) (PLAY * Noise.at((int) frame, which, seed));
        int y = (int) (PLAY * Noise.at((int) frame, which + 2, seed));
        try (Rect part = new Rect(x, y, Canvas.PICTURE_WIDTH, Canvas.PICTURE_HEIGHT);
                Mat noise = new Mat(tile, part)) {
            if (more) {
                add(picture, noise, picture);
            } else {
                subtract(picture, noise, picture);
            }
        }
    }

    @Override
    public void close() {
        drawn.close();
        picture.close();
        brighter.close();
        darker.close();
        shift.close();
        size.close();
        black.close();
    }
}
