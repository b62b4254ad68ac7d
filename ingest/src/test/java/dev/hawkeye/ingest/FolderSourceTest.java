package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.testing.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSourceTest {

    @TempDir
    Path folder;

    @Test
    void givesPicturesOfAllKindsInTheOrderOfTheirNames() throws Exception {
        // given
        Pictures.write(folder.resolve("3.webp"), 300, 240, 0);
        Pictures.write(folder.resolve("1.jpg"), 100, 240, 0);
        Pictures.write(folder.resolve("4.JPEG"), 400, 240, 0);
        Pictures.write(folder.resolve("2.png"), 200, 240, 0);
        Pictures.write(folder.resolve("5.bmp"), 500, 240, 0);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        // when
        List<Integer> widths = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (FrameSource source = open(2)) {
            while (source.next()) {
                widths.add(source.picture(0).cols());
                times.add(source.micros());
            }
            // then
            assertThat(source.expectedPictures()).isEqualTo(5);
            assertThat(source.shortfall()).isEmpty();
        }
        assertThat(widths).containsExactly(100, 200, 300, 400, 500);
        assertThat(times).containsExactly(0L, 500_000L, 1_000_000L, 1_500_000L, 2_000_000L);
    }

    @Test
    void showsOnePicturePerSecondUnlessAskedOtherwise() throws Exception {
        Pictures.write(folder.resolve("1.jpg"), 100, 100, 0);
        Pictures.write(folder.resolve("2.jpg"), 100, 100, 0);
        try (FrameSource source = open(0)) {
            assertThat(source.next()).isTrue();
            assertThat(source.next()).isTrue();
            assertThat(source.micros()).isEqualTo(1_000_000);
        }
    }

    @Test
    void passesOverABrokenPictureAndNamesIt() throws Exception {
        Pictures.write(folder.resolve("1.jpg"), 100, 100, 0);
        Files.writeString(folder.resolve("2.jpg"), "no picture");
        Pictures.write(folder.resolve("3.jpg"), 100, 100, 0);
        try (FrameSource source = open(0)) {
            int pictures = 0;
            while (source.next()) {
                pictures++;
            }
            assertThat(pictures).isEqualTo(2);
            assertThat(source.torn()).isEqualTo(1);
            assertThat(source.shortfall())
                    .get()
                    .asString()
                    .startsWith("1 of 3 pictures")
                    .contains("2.jpg");
        }
    }

    @Test
    void refusesAFolderWithoutPictures() {
        assertThatThrownBy(() -> open(0).close())
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("has no picture");
    }

    private FrameSource open(double fps) throws CameraException {
        FrameSource source = new FolderSource(folder, fps, Duration.ofSeconds(10), new StopSignal());
        source.open();
        return source;
    }
}
