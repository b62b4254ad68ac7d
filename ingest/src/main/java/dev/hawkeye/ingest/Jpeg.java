package dev.hawkeye.ingest;

/** One JPEG of a camera, as it came, not decoded. */
final class Jpeg {
    private static final long MOST_WORK = 500_000_000;

    private final byte[] bytes;
    private final int width;
    private final int height;
    private final int scans;

    /**
     * @param bytes from its first marker to its last
     * @param width as its header says, pixels
     * @param height as its header says, pixels
     * @param scans passes over the picture; a progressive one has several
     */
    Jpeg(byte[] bytes, int width, int height, int scans) {
        this.bytes = bytes;
        this.width = width;
        this.height = height;
        this.scans = scans;
    }

    byte[] bytes() {
        return bytes;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Whether it has a picture, and decoding it does not take out of all proportion to it. */
    boolean isReasonable() {
        return width > 0 && height > 0 && scans > 0 && (long) width * height * scans <= MOST_WORK;
    }
}
