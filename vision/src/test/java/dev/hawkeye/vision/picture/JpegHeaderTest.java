package dev.hawkeye.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;

import dev.hawkeye.testing.BlockPictures;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegHeaderTest {
    private static final long MAX_PIXELS = 50_000_000;

    @Test
    void readsTheSizeOfARealJpeg() throws PictureException {
        assertThat(read(BlockPictures.jpeg(321, 123, List.of()))).isEqualTo(upright(321, 123));
    }

    @Test
    void readsFromPositionToLimitAndMovesNeither() throws PictureException {
        byte[] jpeg = BlockPictures.jpeg(64, 32, List.of());
        ByteBuffer buffer = ByteBuffer.allocate(jpeg.length + 20)
                .position(10)
                .put(jpeg)
                .flip()
                .position(10);

        assertThat(JpegHeader.read(buffer, MAX_PIXELS)).isEqualTo(upright(64, 32));
        assertThat(buffer.position()).isEqualTo(10);
        assertThat(buffer.limit()).isEqualTo(10 + jpeg.length);
    }

    @Test
    void doesNotMindWhatLiesBehindTheEnd() throws PictureException {
        byte[] jpeg = BlockPictures.jpeg(64, 32, List.of());
        byte[] other = BlockPictures.jpeg(96, 96, List.of());

        assertThat(read(Arrays.copyOf(jpeg, jpeg.length + 7))).isEqualTo(upright(64, 32));
        assertThat(read(both(jpeg, "\r\n".getBytes(StandardCharsets.US_ASCII)))).isEqualTo(upright(64, 32));
        assertThat(read(both(jpeg, "MotionPhoto_Data....ftypmp42 SEFT".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(upright(64, 32));
        assertThat(read(both(jpeg, other))).isEqualTo(upright(64, 32));
        assertThat(read(both(jpeg, Arrays.copyOf(other, 200)))).isEqualTo(upright(64, 32));
    }

    @Test
    void knowsACutOffPictureWhateverLiesBehindIt() {
        byte[] cut = Arrays.copyOf(BlockPictures.jpeg(64, 32, List.of()), 650);
        byte[] other = BlockPictures.jpeg(96, 96, List.of());

        for (byte[] tail : List.of(other, "....SEFT".getBytes(StandardCharsets.US_ASCII), new byte[9])) {
            assertThatThrownBy(() -> read(both(cut, tail))).hasMessage("JPEG is truncated");
        }
    }

    @Test
    void givesTheSizeAsThePictureIsSeen() throws PictureException {
        byte[] jpeg = BlockPictures.jpeg(64, 32, List.of());

        assertThat(read(BlockPictures.turned(jpeg, 3))).isEqualTo(new JpegHeader(64, 32, Orientation.TURNED_180));
        assertThat(read(BlockPictures.turned(jpeg, 6))).isEqualTo(new JpegHeader(32, 64, Orientation.TURNED_90));
    }

    @ParameterizedTest
    @CsvSource({
        // baseline, progressive, fill bytes before a marker, a Huffman table first, a thumbnail inside a segment
        "FFD8 FFC0 0011 08 0010 0020 03 000000 000000 000000 FFD9",
        "FFD8 FFC2 0011 08 0010 0020 03 000000 000000 000000 FFD9",
        "FFD8 FFFFFF FFC0 0011 08 0010 0020 03 000000 000000 000000 FFD9",
        "FFD8 FFC4 0004 0000 FFC0 0011 08 0010 0020 03 000000 000000 000000 FFD9",
        "FFD8 FFE1 000C FFC00011080001000103 FFC0 0011 08 0010 0020 03 000000 000000 000000 FFD9",
    })
    void findsTheFrameHeader(String hex) throws PictureException {
        assertThat(read(bytes(hex))).isEqualTo(upright(32, 16));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                | picture is empty (0 bytes)
                    FF                                                | picture is not a JPEG
                    FFD8                                              | picture is not a JPEG
                    89504E470D0A1A0A                                  | picture is not a JPEG
                    FFD8 FFD9                                         | JPEG has no frame header
                    FFD8 FFDA 0002 FFD9                               | JPEG has no frame header
                    FFD8 FFE0 FFD9                                    | JPEG is truncated
                    FFD8 FFE0 0000 FFD9                               | JPEG has a broken segment
                    FFD8 FFE0 FFFF 0000                               | JPEG is truncated
                    FFD8 FFFFFFFFFF                                   | JPEG is truncated
                    FFD8 0000000000                                   | JPEG is truncated
                    FFD8 FFC0 0011 08 0010                            | JPEG is truncated
                    FFD8 FFC0 0003 08 0010 0020 FFD9                  | JPEG has a broken frame header
                    FFD8 FFC0 0011 08 0000 0020 03 000000000000000000 FFD9  | JPEG has no pixels (32x0)
                    FFD8 FFC0 0011 08 0010 0000 03 000000000000000000 FFD9  | JPEG has no pixels (0x16)
                    FFD8 FFC0 0011 08 0010 0020 03 000000000000       | JPEG is truncated
                    FFD8 FFC0 0011 08 0010 0020 03 000000000000000000 FFDB0004 | JPEG is truncated
                    FFD8 FFC0 0011 08 0010 0020 03 000000000000000000 FFD8 FFD9 | JPEG is truncated
                    FFD8 FFC0 0011 08 0010 0020 05 000000000000000000 FFD9 | JPEG has a broken frame header
                    FFD8 FFC0 0011 08 0010 0020 04 000000000000000000 FFD9 | JPEG has a broken frame header
                    FFD8 FFC1 0011 0C 0010 0020 03 000000000000000000 FFD9 | JPEG has 12 bits per color, not 8
                    FFD8 FFC3 0011 08 0010 0020 03 000000000000000000 FFD9 | JPEG is of a kind that no camera produces (lossless)
                    FFD8 FFC6 0011 08 0010 0020 03 000000000000000000 FFD9 | JPEG is of a kind that no camera produces (hierarchical)
                    FFD8 FFC9 0011 08 0010 0020 03 000000000000000000 FFD9 | JPEG is of a kind that no camera produces (arithmetic coding)
                    """)
    void refuses(String hex, String reason) {
        assertThatThrownBy(() -> read(bytes(hex)))
                .isInstanceOf(PictureException.class)
                .hasMessage(reason);
    }

    @Test
    void refusesMorePixelsThanAllowed() {
        byte[] huge = bytes("FFD8 FFC0 0011 08 EA60 EA60 03 000000 000000 000000 FFD9");

        assertThatThrownBy(() -> read(huge))
                .hasMessage("JPEG is too large (60000x60000, at most 50000000 pixels are allowed by max-pixels)");
    }

    @Test
    void refusesMoreScansThanAPictureNeeds() throws PictureException {
        // given: a progressive picture, and its last scan again and again
        byte[] progressive = Jpegs.encodedAgain(BlockPictures.jpeg(64, 32, List.of()), IMWRITE_JPEG_PROGRESSIVE, 1);
        int last = progressive.length - 2;
        while (progressive[last] != (byte) 0xFF || progressive[last + 1] != (byte) 0xDA) {
            last--;
        }
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(progressive, 0, last);
        for (int i = 0; i < 101; i++) {
            many.write(progressive, last, progressive.length - 2 - last);
        }
        many.write(progressive, progressive.length - 2, 2);

        // then
        assertThat(read(progressive)).isEqualTo(upright(64, 32));
        assertThatThrownBy(() -> read(many.toByteArray())).hasMessage("JPEG has more than 100 scans");
    }

    @Test
    void refusesMoreWorkThanAPictureNeeds() throws PictureException {
        // given: the header of a progressive picture of 8192 x 6100, and scans of all colors, or of the brightness
        // alone
        String frame = "FFD8 FFC2 0011 08 17D4 2000 03 012200 021100 031100";
        String all = "FFDA 000C 03 010002000300 000000 FF00 FFD0 55";
        String bright = "FFDA 0008 01 0100 013F00 55";

        // then: 1.5 or 1 values for each pixel, 10 times at most
        assertThat(read(bytes(frame + all.repeat(6) + "FFD9"))).isEqualTo(upright(8192, 6100));
        assertThat(read(bytes(frame + bright.repeat(10) + "FFD9"))).isEqualTo(upright(8192, 6100));
        assertThatThrownBy(() -> read(bytes(frame + all.repeat(7) + "FFD9")))
                .hasMessage("JPEG takes too long to decode (8192x6100 in more than 6 scans)");
        assertThatThrownBy(() -> read(bytes(frame + bright.repeat(100) + "FFD9")))
                .hasMessage("JPEG takes too long to decode (8192x6100 in more than 10 scans)");
        assertThat(JpegHeader.read(ByteBuffer.wrap(bytes(frame + all.repeat(7) + "FFD9")), 2 * MAX_PIXELS))
                .isEqualTo(upright(8192, 6100));
    }

    @Test
    void takesThePicturesOfPhonesOfAsManyPixelsAsAreAllowed() throws PictureException {
        // given: what libjpeg itself makes of a progressive picture, said to be of 50 megapixels
        byte[] progressive = Jpegs.encodedAgain(BlockPictures.jpeg(64, 32, List.of()), IMWRITE_JPEG_PROGRESSIVE, 1);
        int frame = indexOf(progressive, 0xC2);
        ByteBuffer.wrap(progressive).putShort(frame + 5, (short) 6100).putShort(frame + 7, (short) 8192);

        // then
        assertThat(read(progressive)).isEqualTo(upright(8192, 6100));
    }

    @Test
    void refusesARealJpegCutAnywhere() {
        byte[] jpeg = BlockPictures.jpeg(64, 64, List.of());

        for (int length = 4; length < jpeg.length; length++) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(PictureException.class)
                    .hasMessage("JPEG is truncated");
        }
    }

    @Test
    void neverFailsOtherwiseThanByItsOwnException() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[4 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[0] = (byte) 0xFF;
            noise[1] = (byte) 0xD8;
            try {
                JpegHeader header = read(noise);
                assertThat((long) header.width() * header.height()).isBetween(1L, MAX_PIXELS);
            } catch (PictureException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void takesTextForWhatItIs() {
        assertThatThrownBy(() -> read("<html>404</html>".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("picture is not a JPEG");
    }

    private static JpegHeader read(byte[] jpeg) throws PictureException {
        return JpegHeader.read(ByteBuffer.wrap(jpeg), MAX_PIXELS);
    }

    private static JpegHeader upright(int width, int height) {
        return new JpegHeader(width, height, Orientation.UPRIGHT);
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int indexOf(byte[] jpeg, int marker) {
        int i = 0;
        while (jpeg[i] != (byte) 0xFF || jpeg[i + 1] != (byte) marker) {
            i++;
        }
        return i;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
