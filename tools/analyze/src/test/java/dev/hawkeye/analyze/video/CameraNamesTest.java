package dev.hawkeye.analyze.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CameraNamesTest {

    @ParameterizedTest
    @CsvSource({
        "street.mp4, street",
        "a.b.mp4, a.b",
        "Main Street (north).mp4, Main_Street__north_",
        "Bild ü.mp4, Bild_u",
        "Bild u\u0308.mp4, Bild_u",
        "камера.mp4, kamera",
        "Θύρα 1.mp4, Thura_1",
        "摄像头 2.mp4, She_Xiang_Tou_2",
        "gate🚗.mp4, gate",
        "🚗.mp4, camera",
        "a.csv.mp4, a_csv",
        "a.JSON, a",
        "a.JSONL.mkv, a_JSONL",
        "___.mp4, camera",
        ".mp4, .mp4",
    })
    void areReadableInEveryScript(String file, String id) {
        assertThat(CameraNames.of(List.of(Path.of(file)))).containsOnlyKeys(id);
    }

    @Test
    void areDistinct() {
        List<Path> files = Stream.of("ü.mp4", "u.mp4", "a/u.mkv", "🚗.mp4", "🚙.mp4")
                .map(Path::of)
                .toList();
        assertThat(CameraNames.of(files)).containsOnlyKeys("u", "u-2", "u-3", "camera", "camera-2");
        assertThat(CameraNames.of(files).values()).containsExactlyElementsOf(files);
    }

    @Test
    void areDistinctWhereCapitalLettersAreNotToldApart() {
        assertThat(CameraNames.of(List.of(Path.of("Gate.mp4"), Path.of("gate.mp4"))))
                .containsOnlyKeys("Gate", "gate-2");
    }

    @Test
    void areIdsWhateverTheirLength() {
        Path file = Path.of("摄".repeat(80) + ".mp4");
        assertThat(CameraNames.of(List.of(file, Path.of("x").resolve(file))).keySet())
                .hasSize(2)
                .allSatisfy(id -> assertThat(id).matches("[a-zA-Z0-9._-]{1,100}"));
    }
}
