package dev.hawkeye.ingest.picture;

import static dev.hawkeye.vision.picture.JpegMarker.END_OF_IMAGE;
import static dev.hawkeye.vision.picture.JpegMarker.PREFIX;
import static dev.hawkeye.vision.picture.JpegMarker.START_OF_IMAGE;
import static dev.hawkeye.vision.picture.JpegMarker.START_OF_SCAN;

import dev.hawkeye.vision.picture.JpegMarker;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Extracts the JPEGs from a camera's byte stream, regardless of the framing. Cameras agree on what a JPEG is and on
 * little else: boundaries are declared with quotes, without their dashes, or not at all; lines end with LF; lengths and
 * types are missing or wrong. So the multipart framing is ignored: a picture begins at its first marker, and its own
 * structure says where it ends. It is therefore complete as soon as its last byte arrives, whereas a boundary would
 * arrive only with the next picture.
 *
 * <p>A picture without an end is torn: a decoder would silently fill the missing part with gray. But some cameras never
 * write an end, so after several such pictures in a row, each ends where the next one begins. A picture larger than the
 * limit is skipped.
 *
 * <p>Stricter than {@link dev.hawkeye.vision.picture.JpegHeader}, which reads a complete picture and may skip data
 * between two segments; here, that would run into the next picture. The detector reads each header with that class. Not
 * thread-safe.
 */
public final class JpegCutter {
    private static final int MAX_BYTES = 32 << 20;
    private static final int BUFFER = 1 << 16;
    private static final int MAX_ENDLESS = 3;
    private static final int NONE = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long bytes;
    private long torn;
    private byte[] picture = new byte[BUFFER];
    private int size;
    private int width;
    private int height;
    private int scans;
    private int endless; // consecutive pictures without an end
    private boolean begun; // the first marker of the next picture was already read

    /** @param in is read in blocks, and not closed */
    public JpegCutter(InputStream in) {
        this.in = in;
    }

    /** @return the next picture, or null at the end of the stream */
    public Jpeg next() throws IOException {
        while (findBegin()) {
            if (cut()) {
                return new Jpeg(Arrays.copyOf(picture, size), width, height, scans);
            }
            torn++;
        }
        return null;
    }

    /** Bytes read, including those around the pictures. */
    public long bytes() {
        return bytes;
    }

    /** Pictures that were started but not completed. */
    public long torn() {
        return torn;
    }

    private boolean findBegin() throws IOException {
        int previous = begun ? PREFIX : 0;
        int current = begun ? START_OF_IMAGE : 0;
        while (previous != PREFIX || current != START_OF_IMAGE) {
            previous = current;
            current = read();
            if (current < 0) {
                return false;
            }
        }
        begun = false;
        return true;
    }

    private boolean cut() throws IOException {
        size = 0;
        width = 0;
        height = 0;
        scans = 0;
        append(START_OF_IMAGE);
        int marker = marker();
        while (marker != NONE && size <= MAX_BYTES) {
            if (marker == START_OF_IMAGE) {
                begun = true;
                return scans > 0 && isOfCameraWithoutEnds();
            }
            append(marker);
            if (marker == END_OF_IMAGE) {
                endless = 0;
                return true;
            }
            if (!JpegMarker.isBare(marker) && !copySegment(marker)) {
                return false;
            }
            marker = marker == START_OF_SCAN ? scan() : marker();
        }
        return false;
    }

    private boolean isOfCameraWithoutEnds() {
        endless = Math.min(endless + 1, MAX_ENDLESS + 1);
        return endless > MAX_ENDLESS;
    }

    /** @return the marker that follows, or NONE if no marker follows */
    private int marker() throws IOException {
        return read() == PREFIX ? markerCode() : NONE;
    }

    private int markerCode() throws IOException {
        int code = read();
        while (code == PREFIX) {
            code = read();
        }
        return code <= 0 ? NONE : code;
    }

    private boolean copySegment(int marker) throws IOException {
        int high = read();
        int low = read();
        int length = high << 8 | low;
        if (high < 0 || low < 0 || length < 2) {
            return false;
        }
        int begin = size;
        write(high);
        write(low);
        for (int i = 2; i < length; i++) {
            int one = read();
            if (one < 0) {
                return false;
            }
            write(one);
        }
        if (marker == START_OF_SCAN) {
            scans++;
        } else if (JpegMarker.isFrameHeader(marker) && length >= 7) {
            height = number(begin + 3);
            width = number(begin + 5);
        }
        return true;
    }

    private int number(int at) {
        return (picture[at] & 0xff) << 8 | (picture[at + 1] & 0xff);
    }

    /** @return the marker after the scan's data */
    private int scan() throws IOException {
        while (size <= MAX_BYTES) {
            int one = read();
            if (one < 0) {
                return NONE;
            }
            if (one != PREFIX) {
                write(one);
                continue;
            }
            int code = read();
            while (code == PREFIX) {
                code = read();
            }
            if (code != 0 && !JpegMarker.isRestart(code)) {
                return code < 0 ? NONE : code;
            }
            append(code);
        }
        return NONE;
    }

    private void append(int marker) {
        write(PREFIX);
        write(marker);
    }

    private void write(int one) {
        if (size == picture.length) {
            picture = Arrays.copyOf(picture, size * 2);
        }
        picture[size++] = (byte) one;
    }

    private int read() throws IOException {
        if (position == limit) {
            limit = in.read(buffer, 0, buffer.length);
            position = 0;
            if (limit <= 0) {
                limit = 0;
                return NONE;
            }
            bytes += limit;
        }
        return buffer[position++] & 0xff;
    }
}
