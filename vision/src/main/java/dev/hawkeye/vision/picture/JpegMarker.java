package dev.hawkeye.vision.picture;

/** The markers of a JPEG: the byte after FF, which determines what follows. */
public final class JpegMarker {
    /** The byte before each marker, which may be repeated. */
    public static final int PREFIX = 0xFF;

    public static final int START_OF_IMAGE = 0xD8;
    public static final int END_OF_IMAGE = 0xD9;
    /** Its segment is followed by compressed data, in which FF is written as FF 00. */
    public static final int START_OF_SCAN = 0xDA;

    private static final int TEMPORARY = 0x01;

    private JpegMarker() {}

    /** Whether this is one of the restart markers in compressed data. */
    public static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** Whether this marker stands alone inside a picture, without a length and a segment. */
    public static boolean isBare(int marker) {
        return marker == TEMPORARY || isRestart(marker);
    }

    /**
     * C0 to CF, except for the tables that share the range: C4 (Huffman), C8 (reserved), CC (arithmetic conditioning).
     */
    public static boolean isFrameHeader(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }
}
