package dev.hawkeye.vision.picture;

import static dev.hawkeye.vision.picture.JpegMarker.END_OF_IMAGE;
import static dev.hawkeye.vision.picture.JpegMarker.PREFIX;
import static dev.hawkeye.vision.picture.JpegMarker.START_OF_IMAGE;
import static dev.hawkeye.vision.picture.JpegMarker.START_OF_SCAN;

import java.nio.ByteBuffer;

/**
 * The properties of a JPEG that can be read without decoding or allocating much, so that a picture can be refused
 * before it costs memory or time. Width and height are those of the upright picture; {@code orientation} tells how to
 * turn the stored one.
 *
 * <p>A JPEG is a chain of segments (FF, marker, 2-byte length, content), each start of scan followed by compressed
 * data, up to the end marker. Three things are checked:
 *
 * <ul>
 *   <li>The end. A truncated JPEG still decodes: libjpeg fills the missing part with gray and only warns on stderr, so
 *       the end is required here. What follows it does not matter: phones append trailers, second pictures and whole
 *       videos. If another picture begins before the end, the first one was truncated.
 *   <li>The kind. No camera produces arithmetic coding, lossless or 12-bit JPEGs; accepting them would only expose more
 *       decoders to untrusted input.
 *   <li>The work. A progressive JPEG may have any number of scans, each a few bytes that make libjpeg process all
 *       pixels again. A real one processes them about 8 times (10 scans, some only for chroma; 14 times if the chroma
 *       is not subsampled), at up to 3 ns per pixel each time.
 * </ul>
 *
 * <p>Bytes between two segments are skipped, as in libjpeg. Ingest, which cuts pictures out of a stream, does not skip
 * them: there they mean that the picture was torn.
 */
public record JpegHeader(int width, int height, Orientation orientation) {
    /** Default limit of a picture's width × height. */
    public static final long MAX_PIXELS = 50_000_000;

    private static final int MAX_SCANS = 100;
    /** Passes allowed over a picture of the maximum size; correspondingly more over a smaller one. */
    private static final int PASSES = 10;

    /** Reads {@code jpeg} from its position to its limit, without moving them. */
    public static JpegHeader read(ByteBuffer jpeg, long maxPixels) throws PictureException {
        int from = jpeg.position();
        if (!jpeg.hasRemaining()) {
            throw new PictureException("picture is empty (0 bytes)");
        }
        if (jpeg.remaining() < 4 || at(jpeg, from) != PREFIX || at(jpeg, from + 1) != START_OF_IMAGE) {
            throw new PictureException("picture is not a JPEG");
        }
        JpegFrame frame = checked(jpeg, from + 2, maxPixels);
        Orientation orientation = Orientation.of(jpeg);
        return orientation.swapsSides()
                ? new JpegHeader(frame.height(), frame.width(), orientation)
                : new JpegHeader(frame.width(), frame.height(), orientation);
    }

    private static JpegFrame checked(ByteBuffer jpeg, int start, long maxPixels) throws PictureException {
        JpegFrame frame = null;
        int scans = 0;
        double work = 0;
        int i = start;
        while (true) {
            i = nextMarker(jpeg, i, frame != null && scans > 0);
            int marker = at(jpeg, i++);
            if (marker == END_OF_IMAGE && frame != null) {
                return frame;
            }
            if (marker == START_OF_IMAGE && frame != null) {
                throw cutOff();
            }
            if (isAlone(marker)) {
                continue;
            }
            if (frame == null && (marker == START_OF_SCAN || marker == END_OF_IMAGE)) {
                throw new PictureException("JPEG has no frame header");
            }
            int length = at(jpeg, i) << 8 | at(jpeg, i + 1);
            if (length < 2) {
                throw new PictureException("JPEG has a broken segment");
            }
            if (JpegMarker.isFrameHeader(marker) && frame == null) {
                at(jpeg, i + length - 1);
                frame = JpegFrame.read(jpeg, marker, i + 2, length - 2);
                frame.check(maxPixels);
            } else if (marker == START_OF_SCAN) {
                at(jpeg, i + length - 1);
                work += frame.samples(jpeg, i + 2, length - 2);
                if (++scans > MAX_SCANS) {
                    throw new PictureException("JPEG has more than " + MAX_SCANS + " scans");
                }
                if (work > PASSES * (double) Math.max(maxPixels, MAX_PIXELS)) {
                    throw new PictureException("JPEG takes too long to decode (" + frame.width() + "x" + frame.height()
                            + " in more than " + (scans - 1) + " scans)");
                }
            }
            i += length;
        }
    }

    /** Markers without a length: restarts in compressed data, and meaningless ones. */
    private static boolean isAlone(int marker) {
        return marker == 0 || marker == START_OF_IMAGE || JpegMarker.isBare(marker);
    }

    /**
     * @return index of the next marker's second byte; in compressed data, FF 00 and restarts do not count as markers
     */
    private static int nextMarker(ByteBuffer jpeg, int start, boolean compressed) throws PictureException {
        int i = start;
        while (true) {
            i = skipToPrefix(jpeg, i);
            while (at(jpeg, i) != PREFIX) {
                i++;
            }
            while (at(jpeg, i) == PREFIX) {
                i++;
            }
            int marker = at(jpeg, i);
            if (!compressed || !(marker == 0 || JpegMarker.isRestart(marker))) {
                return i;
            }
        }
    }

    /**
     * Skips eight bytes at a time while none of them is a prefix: nearly all of a picture is compressed data.
     *
     * @return an index from which the next prefix, if any, is less than eight bytes away or no eight bytes are left
     */
    private static int skipToPrefix(ByteBuffer jpeg, int start) {
        int i = start;
        int last = jpeg.limit() - Long.BYTES;
        while (i <= last && !hasPrefix(jpeg.getLong(i))) {
            i += Long.BYTES;
        }
        return i;
    }

    /**
     * Whether any byte is FF, that is, 0 in the complement; see "Determine if a word has a zero byte" in Bit Twiddling
     * Hacks.
     */
    private static boolean hasPrefix(long bytes) {
        return ((~bytes - 0x0101010101010101L) & bytes & 0x8080808080808080L) != 0;
    }

    private static int at(ByteBuffer jpeg, int index) throws PictureException {
        if (index >= jpeg.limit()) {
            throw cutOff();
        }
        return jpeg.get(index) & 0xFF;
    }

    private static PictureException cutOff() {
        return new PictureException("JPEG is truncated");
    }
}
