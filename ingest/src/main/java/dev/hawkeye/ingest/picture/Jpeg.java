package dev.hawkeye.ingest.picture;

import dev.hawkeye.vision.picture.Orientation;
import java.nio.ByteBuffer;

/** A JPEG from a camera, as it arrived, not decoded. */
public final class Jpeg {
    private static final long MAX_WORK = 500_000_000;

    private final byte[] bytes;
    private final int width;
    private final int height;
    private final int scans;
    private final Orientation orientation;

    /**
     * @param bytes from its first marker to its last
     * @param width as the header states, pixels
     * @param height as the header states, pixels
     * @param scans passes over the picture; a progressive one has several
     */
    public Jpeg(byte[] bytes, int width, int height, int scans) {
        this.bytes = bytes;
        this.width = width;
        this.height = height;
        this.scans = scans;
        this.orientation = Orientation.of(ByteBuffer.wrap(bytes));
    }

    /** Not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** How the stored picture must be rotated, according to its EXIF data. */
    public Orientation orientation() {
        return orientation;
    }

    /** Its displayed size, according to its header. */
    public PictureSize seen() {
        return seen(width, height);
    }

    /**
     * Its displayed size.
     *
     * @param decodedWidth of the stored picture, pixels
     * @param decodedHeight of the stored picture, pixels
     */
    public PictureSize seen(int decodedWidth, int decodedHeight) {
        PictureSize stored = new PictureSize(decodedWidth, decodedHeight);
        return orientation.swapsSides() ? stored.onItsSide() : stored;
    }

    /** Whether it has a picture, and decoding it takes a reasonable amount of work. */
    public boolean isReasonable() {
        return width > 0 && height > 0 && scans > 0 && (long) width * height * scans <= MAX_WORK;
    }
}
