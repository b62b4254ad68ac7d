package dev.hawkeye.ingest.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Whether a file ends where its container states. Indexes and durations are often wrong in complete files: an edit
 * removed pictures, the audio is longer, the recorder guessed. But a file whose outermost boxes end within it was not
 * truncated.
 */
enum FileEnd {
    /** As long as its container states. */
    WHOLE,
    /** Shorter, or padded with zeros, as an interrupted download leaves it. */
    CUT_OFF,
    /** The container does not state its length. */
    UNKNOWN;

    private static final Set<String> BOXES = Set.of(
            "ftyp", "moov", "mdat", "moof", "mfra", "free", "skip", "wide", "uuid", "meta", "pnot", "styp", "sidx",
            "ssix", "prft", "emsg", "udta", "pdin", "imda");
    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int FLV_TAG_HEADER = 11;
    private static final int ASF_HEADER = 0x3026B275;
    private static final int ASF_OBJECTS = 30;
    private static final int ASF_FILE_PROPERTIES = 0xA1DCAB8C;
    private static final int TAIL = 4096;

    /** Examines a video file. */
    static FileEnd of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return UNKNOWN;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            FileEnd end = byContainer(channel);
            return end == WHOLE && endsInZeros(channel) ? CUT_OFF : end;
        }
    }

    private static FileEnd byContainer(FileChannel file) throws IOException {
        ByteBuffer head = read(file, 0, 12);
        if (head.remaining() < 12) {
            return UNKNOWN;
        }
        if (head.getInt(0) == EBML) {
            return endOfSegment(file);
        }
        if (head.getInt(0) == ASF_HEADER) {
            return endOfAsf(file);
        }
        return switch (text(head, 0)) {
            case "RIFF" -> endOfRiff(file);
            default ->
                text(head, 0).startsWith("FLV")
                        ? endOfTags(file)
                        : BOXES.contains(text(head, 4)) ? endOfBoxes(file) : UNKNOWN;
        };
    }

    /** MP4 and related formats: a chain of boxes. Some phones append data that is not a box. */
    private static FileEnd endOfBoxes(FileChannel file) throws IOException {
        long at = 0;
        while (true) {
            ByteBuffer box = read(file, at, 16);
            if (box.remaining() < 8 || !BOXES.contains(text(box, 4))) {
                return WHOLE;
            }
            long size = Integer.toUnsignedLong(box.getInt(0));
            if (size == 1 && box.remaining() == 16) {
                size = box.getLong(8);
            }
            if (size == 0) { // the last box extends to the end of the file
                return UNKNOWN;
            }
            if (size < 8 || size > file.size() - at) {
                return CUT_OFF;
            }
            at += size;
        }
    }

    /** Matroska and WebM: a header and one segment. */
    private static FileEnd endOfSegment(FileChannel file) throws IOException {
        long at = 4;
        ByteBuffer header = read(file, at, 8);
        at += width(header) + value(header);
        ByteBuffer segment = read(file, at, 12);
        if (segment.remaining() < 12 || segment.getInt(0) != SEGMENT) {
            return UNKNOWN;
        }
        segment.position(4);
        ByteBuffer size = segment.slice();
        int width = width(size);
        long value = value(size);
        if (value == (1L << (7 * width)) - 1) {
            return UNKNOWN; // the recorder could not seek back
        }
        return value > file.size() - at - 4 - width ? CUT_OFF : WHOLE;
    }

    private static int width(ByteBuffer number) {
        return number.hasRemaining() ? Math.min(8, Integer.numberOfLeadingZeros(number.get(0) & 0xff) - 23) : 8;
    }

    private static long value(ByteBuffer number) {
        int width = width(number);
        if (number.remaining() < width) {
            return 0;
        }
        long value = number.get(0) & (0xff >> width);
        for (int i = 1; i < width; i++) {
            value = (value << 8) | (number.get(i) & 0xff);
        }
        return value;
    }

    /** AVI: one or more RIFF chunks. */
    private static FileEnd endOfRiff(FileChannel file) throws IOException {
        long at = 0;
        while (true) {
            ByteBuffer chunk = read(file, at, 8);
            if (chunk.remaining() < 8 || !text(chunk, 0).equals("RIFF")) {
                return WHOLE;
            }
            long size = Integer.toUnsignedLong(Integer.reverseBytes(chunk.getInt(4)));
            if (size == 0 || size == 0xFFFF_FFFFL) {
                return UNKNOWN; // the recorder could not seek back
            }
            if (size > file.size() - at - 8) {
                return CUT_OFF;
            }
            at += 8 + size + (size & 1);
        }
    }

    /** FLV: tags, each followed by its length. */
    private static FileEnd endOfTags(FileChannel file) throws IOException {
        ByteBuffer last = read(file, file.size() - 4, 4);
        long length = Integer.toUnsignedLong(last.getInt(0));
        long begin = file.size() - 4 - length;
        if (length < FLV_TAG_HEADER || begin < 0) {
            return CUT_OFF;
        }
        int dataLength = read(file, begin, 4).getInt(0) & 0xFFFFFF;
        return dataLength == length - FLV_TAG_HEADER ? WHOLE : CUT_OFF;
    }

    /** ASF and WMV: one of the header objects states the file's size, unless the file is a broadcast. */
    private static FileEnd endOfAsf(FileChannel file) throws IOException {
        long at = ASF_OBJECTS;
        while (true) {
            ByteBuffer object = read(file, at, 92);
            object.order(ByteOrder.LITTLE_ENDIAN);
            if (object.remaining() < 24) {
                return UNKNOWN;
            }
            long length = object.getLong(16);
            if (Integer.reverseBytes(object.getInt(0)) == ASF_FILE_PROPERTIES && object.remaining() == 92) {
                long size = object.getLong(40);
                boolean broadcast = (object.getInt(88) & 1) != 0;
                if (broadcast || size <= 0) {
                    return UNKNOWN;
                }
                return size > file.size() ? CUT_OFF : WHOLE;
            }
            if (length < 24 || length > file.size() - at) {
                return UNKNOWN;
            }
            at += length;
        }
    }

    private static boolean endsInZeros(FileChannel file) throws IOException {
        if (file.size() < TAIL) {
            return false;
        }
        ByteBuffer tail = read(file, file.size() - TAIL, TAIL);
        while (tail.hasRemaining()) {
            if (tail.get() != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(ByteBuffer bytes, int at) {
        return StandardCharsets.ISO_8859_1.decode(bytes.slice(at, 4)).toString();
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        long from = at;
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, from);
            if (count < 0) {
                break;
            }
            from += count;
        }
        return bytes.flip();
    }
}
