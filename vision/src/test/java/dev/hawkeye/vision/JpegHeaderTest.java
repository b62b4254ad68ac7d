package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;

import dev.hawkeye.testing.Pictures;
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
        assertThat(read(Pictures.jpeg(321, 123, List.of()))).isEqualTo(new JpegHeader(321, 123));
    }

    @Test
    void readsFromPositionToLimitAndMovesNeither() throws PictureException {
        byte[] jpeg = Pictures.jpeg(64, 32, List.of());
        ByteBuffer buffer = ByteBuffer.allocate(jpeg.length + 20)
                .position(10)
                .put(jpeg)
                .flip()
                .position(10);

        assertThat(JpegHeader.read(buffer, MAX_PIXELS)).isEqualTo(new JpegHeader(64, 32));
        assertThat(buffer.position()).isEqualTo(10);
        assertThat(buffer.limit()).isEqualTo(10 + jpeg.length);
    }

    @Test
    void toleratesZerosBehindTheEnd() throws PictureException {
        byte[] jpeg = Pictures.jpeg(64, 32, List.of());

        assertThat(read(Arrays.copyOf(jpeg, jpeg.length + 7))).isEqualTo(new JpegHeader(64, 32));
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
        assertThat(read(bytes(hex))).isEqualTo(new JpegHeader(32, 16));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                | picture is empty (0 bytes)
                    FF                                                | picture is not a JPEG
                    FFD8                                              | picture is not a JPEG
                    89504E470D0A1A0A                                  | picture is not a JPEG
                    FFD8 FFD9                                         | JPEG has no frame header
                    FFD8 FFDA 0002 FFD9                               | JPEG has no frame header
                    FFD8 FFE0 FFD9                                    | JPEG is cut off
                    FFD8 FFE0 0000 FFD9                               | JPEG has a broken segment
                    FFD8 FFE0 FFFF 0000                               | JPEG is cut off
                    FFD8 FFFFFFFFFF                                   | JPEG is cut off
                    FFD8 0000000000                                   | JPEG is cut off
                    FFD8 FFC0 0011 08 0010                            | JPEG is cut off
                    FFD8 FFC0 0003 08 0010 0020 FFD9                  | JPEG has a broken frame header
                    FFD8 FFC0 0011 08 0000 0020 03 000000000000 FFD9  | JPEG has no pixels (32x0)
                    FFD8 FFC0 0011 08 0010 0000 03 000000000000 FFD9  | JPEG has no pixels (0x16)
                    FFD8 FFC0 0011 08 0010 0020 03 000000000000       | JPEG is cut off
                    FFD8 FFC0 0011 08 0010 0020 03 000000000000 FFD900FF | JPEG is cut off
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
        byte[] progressive = Jpegs.encodedAgain(Pictures.jpeg(64, 32, List.of()), IMWRITE_JPEG_PROGRESSIVE, 1);
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
        assertThat(read(progressive)).isEqualTo(new JpegHeader(64, 32));
        assertThatThrownBy(() -> read(many.toByteArray())).hasMessage("JPEG has more than 100 scans");
    }

    @Test
    void refusesARealJpegCutAnywhere() {
        byte[] jpeg = Pictures.jpeg(64, 64, List.of());

        for (int length = 4; length < jpeg.length; length++) {
            byte[] cut = Arrays.copyOf(jpeg, length);
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(PictureException.class)
                    .hasMessage("JPEG is cut off");
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

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
