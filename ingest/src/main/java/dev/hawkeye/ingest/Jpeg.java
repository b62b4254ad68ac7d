package dev.hawkeye.ingest;

/**
 * One JPEG of a camera, as it came, not decoded.
 *
 * @param bytes from its first marker to its last
 * @param width as its header says, pixels
 * @param height as its header says, pixels
 * @param scans passes over the picture; a progressive one has several
 */
record Jpeg(byte[] bytes, int width, int height, int scans) {
    private static final long MOST_WORK = 500_000_000;

    /** Whether it has a picture, and decoding it does not take out of all proportion to it. */
    boolean isReasonable() {
        return width > 0 && height > 0 && scans > 0 && (long) width * height * scans <= MOST_WORK;
    }
}
