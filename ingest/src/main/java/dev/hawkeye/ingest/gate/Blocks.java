package dev.hawkeye.ingest.gate;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The blocks of the compared pictures at one grain: which of them differ from the reference, each by more than its own
 * noise.
 *
 * <p><b>What is gone in the next picture is not a change.</b> A raindrop or a flicker of the encoder is in one picture;
 * a person is in the next one too, in the same place or beside it. So a moderate difference counts once a block or one
 * of its neighbors has it in two consecutive pictures, and only a large one counts immediately. (With one threshold for
 * both, rain has twice as many pictures sent in full, or a person at the end of the street is missed.)
 *
 * <p>Not thread-safe.
 */
final class Blocks {
    private static final float NOISE = 1.5f;
    private static final float LARGE = 2.4f; // times the threshold
    private static final float ALONE = 1.2f; // for a picture that the next one would confirm too late

    private final float threshold;
    private final BlockMeans means;
    private final BlockNoise noise;
    private final boolean[] ignored;
    private boolean[] differed;
    private boolean[] differ;

    /**
     * @param width of the pictures, pixels
     * @param height of the pictures, pixels
     */
    Blocks(int width, int height, Grain grain, IgnoredArea area) {
        threshold = grain.threshold;
        means = new BlockMeans(width, height, grain.block);
        noise = new BlockNoise(means.count());
        ignored = new boolean[means.count()];
        differed = new boolean[means.count()];
        differ = new boolean[means.count()];
        for (int i = 0; i < ignored.length; i++) {
            double x = (column(i) + 0.5) / means.across();
            double y = (row(i) + 0.5) / means.down();
            ignored[i] = area.contains(x, y);
        }
    }

    private int column(int block) {
        return block % means.across();
    }

    private int row(int block) {
        return block / means.across();
    }

    /** @param difference of each pixel from the previous picture, gray levels */
    void learnNoise(Mat difference) {
        means.read(difference);
        for (int i = 0; i < means.count(); i++) {
            noise.learn(i, means.of(i));
        }
    }

    /** There is a new reference, or the previous picture was not compared: no block has differed from it yet. */
    void forget() {
        Arrays.fill(differ, false);
    }

    /**
     * Whether the next picture differs from the reference.
     *
     * @param difference of each pixel from the reference, gray levels
     * @param sensitivity 1 is normal; at 2, half the difference suffices
     * @param canWait whether the next picture comes early enough to confirm a moderate difference
     */
    boolean differ(Mat difference, double sensitivity, boolean canWait) {
        means.read(difference);
        boolean[] reused = differed;
        differed = differ;
        differ = reused;
        float moderate = (float) (threshold / sensitivity);
        float large = moderate * (canWait ? LARGE : ALONE);
        boolean any = false;
        for (int i = 0; i < ignored.length; i++) {
            float excess = means.of(i) - NOISE * noise.of(i);
            differ[i] = !ignored[i] && excess > moderate;
            any |= differ[i] && (excess > large || differedAround(i));
        }
        return any;
    }

    private boolean differedAround(int block) {
        int lastColumn = Math.min(column(block) + 1, means.across() - 1);
        int lastRow = Math.min(row(block) + 1, means.down() - 1);
        for (int y = Math.max(0, row(block) - 1); y <= lastRow; y++) {
            for (int x = Math.max(0, column(block) - 1); x <= lastColumn; x++) {
                if (differed[y * means.across() + x]) {
                    return true;
                }
            }
        }
        return false;
    }
}
