package dev.hawkeye.vision.picture;

import java.nio.ByteBuffer;

/**
 * Finds the orientation in a picture's EXIF data: a TIFF directory of 12-byte entries, in a segment of a JPEG or a
 * chunk of a PNG or WebP. The data is not trusted: entries that point outside of it, or whose type differs from the
 * standard, are ignored.
 */
final class Exif {
    private static final int NONE = 0;
    private static final long JPEG_NAME = 0x45786966_0000L; // "Exif", two zeros
    private static final int PNG_CHUNK = 0x65584966; // "eXIf"
    private static final int PNG_END = 0x49454E44; // "IEND"
    private static final int WEBP_CHUNK = 0x45584946; // "EXIF"
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private final ByteBuffer bytes;
    private final int limit;

    private Exif(ByteBuffer bytes) {
        this.bytes = bytes;
        this.limit = bytes.limit();
    }

    /** @return EXIF's number as written, 0 if there is none */
    static int orientation(ByteBuffer picture) {
        Exif exif = new Exif(picture);
        int start = picture.position();
        return switch (PictureFormat.of(picture)) {
            case JPEG -> exif.inJpeg(start + 2);
            case PNG -> exif.inPng(start + 8);
            case WEBP -> exif.inWebp(start + 12);
            case BMP, OTHER -> NONE;
        };
    }

    /** Scans the segments before the compressed data; segments of the same marker with other content are skipped. */
    private int inJpeg(int first) {
        int i = first;
        while (holds(i, 4) && at(i) == 0xFF) {
            int marker = at(i + 1);
            if (marker == 0xFF) {
                i++;
                continue;
            }
            if (marker == JpegMarker.START_OF_SCAN || marker == JpegMarker.END_OF_IMAGE) {
                return NONE;
            }
            int length = big(i + 2, 2);
            if (length < 2) {
                return NONE;
            }
            if (marker == 0xE1 && length >= 8 && holds(i + 4, 6)) {
                long name = (long) big(i + 4, 4) << 16 | big(i + 8, 2);
                if (name == JPEG_NAME) {
                    return inTiff(i + 10, Math.min(limit, i + 2 + length));
                }
            }
            i += 2 + length;
        }
        return NONE;
    }

    private int inPng(int first) {
        long i = first;
        while (holds(i, 8)) {
            int at = (int) i;
            long length = big(at, 4) & 0xFFFFFFFFL;
            int name = big(at + 4, 4);
            if (name == PNG_CHUNK) {
                return inTiff(at + 8, (int) Math.min(limit, at + 8 + length));
            }
            if (name == PNG_END) {
                return NONE;
            }
            i += 12 + length;
        }
        return NONE;
    }

    private int inWebp(int first) {
        long i = first;
        while (holds(i, 8)) {
            int at = (int) i;
            long length = Integer.reverseBytes(big(at + 4, 4)) & 0xFFFFFFFFL;
            if (big(at, 4) == WEBP_CHUNK) {
                int end = (int) Math.min(limit, at + 8 + length);
                // Some writers put the header of a JPEG segment before it.
                boolean named = holds(at + 8, 6) && (((long) big(at + 8, 4) << 16) | big(at + 12, 2)) == JPEG_NAME;
                return inTiff(at + (named ? 14 : 8), end);
            }
            i += 8 + length + (length & 1);
        }
        return NONE;
    }

    private int inTiff(int start, int end) {
        if (end - start < 8) {
            return NONE;
        }
        int order = big(start, 2);
        if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
            return NONE;
        }
        boolean little = order == LITTLE_ENDIAN;
        long directory = start + (number(start + 4, 4, little) & 0xFFFFFFFFL);
        if (directory + 2 > end) {
            return NONE;
        }
        int entries = number((int) directory, 2, little);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (entry + ENTRY > end) {
                return NONE;
            }
            int at = (int) entry;
            if (number(at, 2, little) == ORIENTATION) {
                return number(at + 2, 2, little) == SHORT ? number(at + 8, 2, little) : NONE;
            }
        }
        return NONE;
    }

    private boolean holds(long index, int length) {
        return index >= 0 && index + length <= limit;
    }

    private int number(int index, int length, boolean little) {
        int value = big(index, length);
        return !little
                ? value
                : length == 2 ? Short.toUnsignedInt(Short.reverseBytes((short) value)) : Integer.reverseBytes(value);
    }

    private int big(int index, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    private int at(int index) {
        return bytes.get(index) & 0xFF;
    }
}
