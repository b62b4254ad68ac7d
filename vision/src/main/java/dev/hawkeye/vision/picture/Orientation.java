package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How to turn a picture upright. A camera that is held sideways stores the picture of its sensor and its orientation
 * (EXIF); viewers turn it. In the order of EXIF's numbers, from 1.
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
     * Reads the orientation of a JPEG, PNG or WebP, from position to limit, without moving them or allocating.
     *
     * @return the orientation; {@link #UPRIGHT} if it is missing or invalid
     */
    public static Orientation of(ByteBuffer picture) {
        return exif(Exif.orientation(picture));
    }

    /** @param number EXIF's, 1 to 8; any other number is ignored */
    static Orientation exif(int number) {
        return number < 1 || number > values().length ? UPRIGHT : values()[number - 1];
    }

    /** Whether width and height are swapped. */
    public boolean swapsSides() {
        return transposed;
    }

    /**
     * Turns stored pixels upright.
     *
     * @param into memory for the result, different from {@code stored}; unused if there is nothing to turn
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
