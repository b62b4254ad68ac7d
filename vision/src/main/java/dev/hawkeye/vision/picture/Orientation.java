package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How a picture must be turned to be seen upright. A camera that is held sideways stores what its sensor saw and says
 * so beside it (EXIF); whatever shows the picture turns it. In the order of EXIF's numbers, from 1.
 */
public enum Orientation {
    UPRIGHT(false, Flip.NONE),
    MIRRORED(false, Flip.SIDES),
    TURNED_180(false, Flip.BOTH),
    MIRRORED_TURNED_180(false, Flip.TOP_AND_BOTTOM),
    MIRRORED_TURNED_270(true, Flip.NONE),
    TURNED_90(true, Flip.SIDES),
    MIRRORED_TURNED_90(true, Flip.BOTH),
    TURNED_270(true, Flip.TOP_AND_BOTTOM);

    private final boolean transposed;
    private final Flip flip;

    Orientation(boolean transposed, Flip flip) {
        this.transposed = transposed;
        this.flip = flip;
    }

    private enum Flip {
        NONE,
        SIDES,
        TOP_AND_BOTTOM,
        BOTH
    }

    /**
     * What a JPEG, PNG or WebP says of itself. Reads from position to limit and moves neither; allocates nothing.
     *
     * @return {@link #UPRIGHT} also where nothing is said, or nothing that makes sense
     */
    public static Orientation of(ByteBuffer picture) {
        return exif(Exif.orientation(picture));
    }

    /** @param number EXIF's, 1 to 8; any other one means nothing */
    static Orientation exif(int number) {
        return number < 1 || number > values().length ? UPRIGHT : values()[number - 1];
    }

    /** Whether what is seen is as wide as what is stored is high. */
    public boolean swapsSides() {
        return transposed;
    }

    /**
     * Turns pixels as they are stored to what is seen.
     *
     * @param into memory for the result, another one than {@code stored}; unused when there is nothing to turn
     * @return {@code stored} or {@code into}
     */
    public Mat upright(Mat stored, Mat into) {
        if (this == UPRIGHT) {
            return stored;
        }
        if (transposed) {
            transpose(stored, into);
        }
        Mat from = transposed ? into : stored;
        switch (flip) {
            case SIDES -> flip(from, into, 1);
            case TOP_AND_BOTTOM -> flip(from, into, 0);
            case BOTH -> flip(from, into, -1);
            case NONE -> {}
        }
        return into;
    }
}
