package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gate | person | gate-person-2026-05-01T080003",
                "gate-2.left | traffic light | gate-2.left-traffic-light-2026-05-01T080003",
                "../../etc | a/b\\c\";d | etc-a-b-c-d-2026-05-01T080003",
                "gate | 自転車 | gate-x-2026-05-01T080003",
            })
    void isCameraClassAndTimeInLettersThatEveryFileSystemTakes(String camera, String className, String name) {
        assertThat(PictureName.of(camera, className, Instant.parse("2026-05-01T08:00:03.700Z")))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"100, 300"})
    void isShortHoweverLongTheNamesAre(int camera, int className) {
        assertThat(PictureName.of("c".repeat(camera), "d".repeat(className), Instant.EPOCH))
                .hasSize(60 + 1 + 60 + 1 + 17);
    }
}
