package dev.hawkeye.vision;

import java.nio.ByteBuffer;

/**
 * What a picture is, by its first bytes and not by its name. Only these are decoded anywhere: OpenCV would open a dozen
 * more, each a decoder that a stranger could try.
 */
enum PictureFormat {
    JPEG,
    PNG,
    WEBP,
    BMP,
    /** None of them. */
    OTHER;

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int RIFF = 0x52494646;
    private static final int WEBP_NAME = 0x57454250;

    /** Looks at the bytes from position on, and moves nothing. */
    static PictureFormat of(ByteBuffer picture) {
        int start = picture.position();
        int length = picture.remaining();
        if (length >= 4 && (number(picture, start) & 0xFFFFFF00) == 0xFFD8FF00) {
            return JPEG;
        }
        if (length >= 8
                && number(picture, start) == (int) (PNG_SIGNATURE >>> 32)
                && number(picture, start + 4) == (int) PNG_SIGNATURE) {
            return PNG;
        }
        if (length >= 12 && number(picture, start) == RIFF && number(picture, start + 8) == WEBP_NAME) {
            return WEBP;
        }
        if (length >= 26 && picture.get(start) == 'B' && picture.get(start + 1) == 'M') {
            return BMP;
        }
        return OTHER;
    }

    /** Big-endian, whatever the order of the buffer. */
    private static int number(ByteBuffer bytes, int index) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | (bytes.get(index + i) & 0xFF);
        }
        return value;
    }
}
