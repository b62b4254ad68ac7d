package dev.hawkeye.ingest;

/** Width and height of a picture, pixels. */
record PictureSize(int width, int height) {

    /**
     * The size at which this picture is sent: as it is, or, when wider than {@code maxWidth} (0: no limit), so wide, the
     * height in proportion and rounded to an even number, at least 2.
     */
    PictureSize within(int maxWidth) {
        if (maxWidth == 0 || width <= maxWidth) {
            return this;
        }
        long even = Math.round((double) height * maxWidth / width / 2) * 2;
        return new PictureSize(maxWidth, (int) Math.max(2, even));
    }
}
