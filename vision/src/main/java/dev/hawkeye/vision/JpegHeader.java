package dev.hawkeye.vision;

import java.nio.ByteBuffer;

/**
 * Size of a JPEG, read from its bytes without decoding or allocating anything, so that a picture can be refused before
 * it costs memory.
 *
 * <p>A JPEG is a chain of segments (FF, marker, 2-byte length, content) up to the compressed data; the size is in the
 * one called start of frame. A JPEG that was cut off still decodes: libjpeg fills what is missing with grey and only
 * warns on stderr. So the end-of-image marker is demanded here. And a progressive JPEG may have any number of scans,
 * each a few bytes that make libjpeg go over all pixels again: a megabyte of them keeps it busy for an hour. Real ones
 * have about ten.
 */
record JpegHeader(int width, int height) {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int TEMPORARY = 0x01;
    private static final int FRAME_FIELDS = 6;
    private static final int MOST_SCANS = 100;

    /** Reads {@code jpeg} from its position to its limit; moves neither. */
    static JpegHeader read(ByteBuffer jpeg, long maxPixels) throws PictureException {
        int from = jpeg.position();
        if (!jpeg.hasRemaining()) {
            throw new PictureException("picture is empty (0 bytes)");
        }
        if (jpeg.remaining() < 4 || at(jpeg, from) != 0xFF || at(jpeg, from + 1) != START_OF_IMAGE) {
            throw new PictureException("picture is not a JPEG");
        }
        JpegHeader header = frame(jpeg, from + 2);
        if (header.width == 0 || header.height == 0) {
            throw new PictureException("JPEG has no pixels (" + header.width + "x" + header.height + ")");
        }
        if ((long) header.width * header.height > maxPixels) {
            throw new PictureException("JPEG is too large (" + header.width + "x" + header.height + ", at most "
                    + maxPixels + " pixels are allowed by max-pixels)");
        }
        if (!ends(jpeg)) {
            throw cutOff();
        }
        if (scans(jpeg) > MOST_SCANS) {
            throw new PictureException("JPEG has more than " + MOST_SCANS + " scans");
        }
        return header;
    }

    private static JpegHeader frame(ByteBuffer jpeg, int start) throws PictureException {
        int i = start;
        while (true) {
            i = skipTo(jpeg, i, true);
            i = skipTo(jpeg, i, false);
            int marker = at(jpeg, i++);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw new PictureException("JPEG has no frame header");
            }
            if (marker == 0 || marker == TEMPORARY || (marker >= 0xD0 && marker <= START_OF_IMAGE)) {
                continue;
            }
            int length = at(jpeg, i) << 8 | at(jpeg, i + 1);
            if (isFrame(marker)) {
                if (length < 2 + FRAME_FIELDS) {
                    throw new PictureException("JPEG has a broken frame header");
                }
                return new JpegHeader(at(jpeg, i + 5) << 8 | at(jpeg, i + 6), at(jpeg, i + 3) << 8 | at(jpeg, i + 4));
            }
            if (length < 2) {
                throw new PictureException("JPEG has a broken segment");
            }
            i += length;
        }
    }

    /** C0 to CF but for the tables that share the range: C4 (Huffman), C8 (reserved), CC (arithmetic conditioning). */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int skipTo(ByteBuffer jpeg, int start, boolean fill) throws PictureException {
        int i = start;
        while ((at(jpeg, i) == 0xFF) != fill) {
            i++;
        }
        return i;
    }

    /** Some cameras pad the end with zeros. */
    private static boolean ends(ByteBuffer jpeg) {
        int last = jpeg.limit() - 1;
        while (last > jpeg.position() && jpeg.get(last) == 0) {
            last--;
        }
        return (jpeg.get(last) & 0xFF) == END_OF_IMAGE && (jpeg.get(last - 1) & 0xFF) == 0xFF;
    }

    /** In compressed data an FF is never followed by this marker. Those of a thumbnail are counted too, which does no harm. */
    private static int scans(ByteBuffer jpeg) {
        int scans = 0;
        for (int i = jpeg.position(); i < jpeg.limit() - 1; i++) {
            if (jpeg.get(i) == (byte) 0xFF && jpeg.get(i + 1) == (byte) START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    private static int at(ByteBuffer jpeg, int index) throws PictureException {
        if (index >= jpeg.limit()) {
            throw cutOff();
        }
        return jpeg.get(index) & 0xFF;
    }

    private static PictureException cutOff() {
        return new PictureException("JPEG is cut off");
    }
}
