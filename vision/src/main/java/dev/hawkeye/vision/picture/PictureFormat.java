package dev.hawkeye.vision.picture;

import java.nio.ByteBuffer;

/**
 * The format of a picture, determined by its first bytes and not by its name. Only these formats are ever decoded:
 * OpenCV would open a dozen more, each a decoder exposed to untrusted input.
 */
enum PictureFormat {
    JPEG,
    PNG,
    WEBP,
    BMP,
    /** None of the above. */
    OTHER;

    /** Every picture has more bytes than this. */
    private static final int MIN_BYTES = 30;

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PNG_HEADER = 0x49484452; // "IHDR"
    private static final int RIFF = 0x52494646;
    private static final int WEBP_NAME = 0x57454250;
    private static final int WEBP_LOSSY = 0x56503820; // "VP8 "
    private static final int WEBP_LOSSLESS = 0x5650384C; // "VP8L"
    private static final int WEBP_EXTENDED = 0x56503858; // "VP8X"
    private static final int OS2_BMP_HEADER = 12;

    /** Reads the bytes from the position, without moving it. */
    static PictureFormat of(ByteBuffer picture) {
        int length = picture.remaining();
        if (length >= 4 && at(picture, 0) == 0xFF && at(picture, 1) == 0xD8 && at(picture, 2) == 0xFF) {
            return JPEG;
        }
        if (length >= 8 && (big(picture, 0) << 32 | big(picture, 4)) == PNG_SIGNATURE) {
            return PNG;
        }
        if (length >= 12 && big(picture, 0) == RIFF && big(picture, 8) == WEBP_NAME) {
            return WEBP;
        }
        return length >= MIN_BYTES && at(picture, 0) == 'B' && at(picture, 1) == 'M' ? BMP : OTHER;
    }

    /**
     * The size that a PNG, WebP or BMP claims, known before it costs memory.
     *
     * @return width × height; 0 if its header is invalid
     */
    long pixels(ByteBuffer picture) {
        if (picture.remaining() < MIN_BYTES) {
            return 0;
        }
        return switch (this) {
            case PNG -> big(picture, 12) == PNG_HEADER ? area(big(picture, 16), big(picture, 20)) : 0;
            case WEBP -> webpPixels(picture);
            case BMP ->
                little(picture, 14, 4) == OS2_BMP_HEADER
                        ? area(little(picture, 18, 2), little(picture, 20, 2))
                        // A negative height means that the top row comes first.
                        : area(little(picture, 18, 4), Math.abs((int) little(picture, 22, 4)));
            case JPEG, OTHER -> 0;
        };
    }

    private static long webpPixels(ByteBuffer picture) {
        int kind = (int) big(picture, 12);
        if (kind == WEBP_EXTENDED) {
            return area(1 + little(picture, 24, 3), 1 + little(picture, 27, 3));
        }
        if (kind == WEBP_LOSSY) {
            return area(little(picture, 26, 2) & 0x3FFF, little(picture, 28, 2) & 0x3FFF);
        }
        if (kind == WEBP_LOSSLESS) {
            long sizes = little(picture, 21, 4);
            return area(1 + (sizes & 0x3FFF), 1 + (sizes >> 14 & 0x3FFF));
        }
        return 0;
    }

    /** Handles sides of up to 32 bits without overflowing to a small number. */
    private static long area(long width, long height) {
        return width > Integer.MAX_VALUE || height > Integer.MAX_VALUE ? Long.MAX_VALUE : width * height;
    }

    /** Big-endian, 4 bytes, regardless of the buffer's byte order. */
    private static long big(ByteBuffer bytes, int offset) {
        return Long.reverseBytes(little(bytes, offset, 4)) >>> 32;
    }

    private static long little(ByteBuffer bytes, int offset, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | at(bytes, offset + i);
        }
        return value;
    }

    private static int at(ByteBuffer bytes, int offset) {
        return bytes.get(bytes.position() + offset) & 0xFF;
    }
}
