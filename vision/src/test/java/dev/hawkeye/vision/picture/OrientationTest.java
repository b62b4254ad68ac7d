package dev.hawkeye.vision.picture;

import static dev.hawkeye.testing.BlockPictures.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    private static final byte[] PICTURE =
            BlockPictures.jpeg(96, 64, List.of(cell(Color.RED, 0, 0), cell(Color.BLUE, 2, 1)));
    private static final String TIFF = "4d4d002a00000008" + "0001" + "0112000300000001" + "00060000" + "00000000";
    private static final String LITTLE_TIFF =
            "49492a0008000000" + "0100" + "1201030001000000" + "06000000" + "00000000";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPictureAsOpenCvItselfWould(int exif) {
        // given
        byte[] jpeg = BlockPictures.turned(PICTURE, exif);
        Orientation orientation = Orientation.of(ByteBuffer.wrap(jpeg));

        try (Mat stored = imdecode(new Mat(jpeg), IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION);
                Mat expected = imdecode(new Mat(jpeg), IMREAD_COLOR);
                Mat memory = new Mat()) {
            // when
            Mat upright = orientation.upright(stored, memory);

            // then
            assertThat(orientation).isEqualTo(Orientation.exif(exif));
            assertThat(orientation.swapsSides()).isEqualTo(exif > 4);
            assertThat(upright.cols()).isEqualTo(orientation.swapsSides() ? 64 : 96);
            assertThat(norm(upright, expected, NORM_INF, new Mat())).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // a JPEG: big and little endian, behind JFIF, behind another application's segment of the same marker, fill
        // bytes
        "ffd8 ffe10022 457869660000 BIG ffd9",
        "ffd8 ffe10022 457869660000 LITTLE ffd9",
        "ffd8 ffe00004 0000 ffe10022 457869660000 BIG ffd9",
        "ffd8 ffe1000a 687474703a2f2f2f ffe10022 457869660000 BIG ffd9",
        "ffd8 ffffe10022 457869660000 LITTLE ffd9",
        // a PNG, where the chunk may stand behind the pixels
        "89504e470d0a1a0a 00000000 49484452 00000000 0000001a 65584966 BIG 00000000",
        "89504e470d0a1a0a 00000002 49444154 ffff 00000000 0000001a 65584966 LITTLE 00000000",
        // a WebP, an odd chunk with its filling first; with and without a JPEG's name
        "52494646 2c000000 57454250 56503858 01000000 0000 45584946 1a000000 BIG",
        "52494646 2c000000 57454250 56503858 02000000 0000 45584946 20000000 457869660000 LITTLE",
    })
    void findsItInEachKindOfPicture(String hex) {
        assertThat(Orientation.of(bytes(hex))).isEqualTo(Orientation.TURNED_90);
    }

    @Test
    void readsFromPositionToLimitInWhateverByteOrder() {
        byte[] jpeg = BlockPictures.turned(PICTURE, 8);
        ByteBuffer buffer = ByteBuffer.allocate(jpeg.length + 9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(9)
                .put(jpeg)
                .flip()
                .position(9);

        assertThat(Orientation.of(buffer)).isEqualTo(Orientation.TURNED_270);
        assertThat(buffer.position()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "ffd8ff",
        "ffd8 ffd9",
        // no such number; a text instead of a number; no directory; a directory that points out of the segment
        "ffd8 ffe10022 457869660000 4d4d002a00000008 0001 0112000300000001 00090000 00000000 ffd9",
        "ffd8 ffe10022 457869660000 4d4d002a00000008 0001 0112000200000001 00060000 00000000 ffd9",
        "ffd8 ffe10022 457869660000 4d4d002a00000008 0000 0112000300000001 00060000 00000000 ffd9",
        "ffd8 ffe10022 457869660000 4d4d002affffffff 0001 0112000300000001 00060000 00000000 ffd9",
        "ffd8 ffe10022 457869660000 4d4d002a7fffffff 0001 0112000300000001 00060000 00000000 ffd9",
        // only behind the compressed data begins
        "ffd8 ffda0002 ffe10022 457869660000 BIG ffd9",
        // lengths that lead nowhere
        "ffd8 ffe00000 ffe10022 457869660000 BIG ffd9",
        "89504e470d0a1a0a ffffffff 49484452 65584966 BIG",
        "52494646 2c000000 57454250 56503858 ffffffff 45584946 1a000000 BIG",
    })
    void isUprightWhereNothingSensibleIsSaid(String hex) {
        assertThat(Orientation.of(bytes(hex))).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void takesAnyDamageForNothingSaid() {
        Random random = new Random(1);
        List<ByteBuffer> pictures = List.of(
                ByteBuffer.wrap(BlockPictures.turned(PICTURE, 6)),
                bytes("89504e470d0a1a0a 00000002 49444154 ffff 00000000 0000001a 65584966 LITTLE 00000000"),
                bytes("52494646 2c000000 57454250 56503858 02000000 0000 45584946 20000000 457869660000 LITTLE"));
        for (int i = 0; i < 20_000; i++) {
            byte[] picture = pictures.get(i % 3).array().clone();
            byte[] cut = Arrays.copyOf(picture, 1 + random.nextInt(Math.min(70, picture.length)));
            for (int change = 0; change < 3; change++) {
                cut[random.nextInt(cut.length)] = (byte) random.nextInt();
            }

            assertThat(Orientation.of(ByteBuffer.wrap(cut))).isNotNull();
        }
    }

    private static ByteBuffer bytes(String hex) {
        String digits = hex.replace("BIG", TIFF).replace("LITTLE", LITTLE_TIFF).replace(" ", "");
        return ByteBuffer.wrap(HexFormat.of().parseHex(digits));
    }
}
