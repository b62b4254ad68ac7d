package dev.hawkeye.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
    @TempDir
    Path directory;

    @Test
    void saysWhyAFileOrFolderCannotBeRead() throws IOException {
        // given
        Path empty = Files.createFile(directory.resolve("empty.mp4"));
        Path pictures = Files.createDirectory(directory.resolve("pictures"));

        // then
        assertThat(trouble(directory.resolve("none.mp4")))
                .isEqualTo("there is no file " + directory.resolve("none.mp4"));
        assertThat(trouble(empty)).isEqualTo(empty + " is empty");
        assertThat(trouble(pictures)).startsWith("folder " + pictures + " has no picture");
    }

    @Test
    void saysOfANameThatIsNotUtf8ThatItIsToBeRenamed() {
        assertThat(trouble(directory.resolve("B\uFFFDro.mp4"))).endsWith("ro.mp4: its name is not UTF-8, rename it");
    }

    @Test
    void findsNothingWrongWithWhatExistsOrIsNotAFile() throws IOException {
        // given
        Path video = Files.writeString(directory.resolve("video.mp4"), "more than nothing");
        Path pictures = Files.createDirectory(directory.resolve("pictures"));
        Files.createFile(pictures.resolve("1.jpg"));

        // then
        assertThat(trouble(video)).isEmpty();
        assertThat(trouble(pictures)).isEmpty();
        assertThat(trouble("rtsp://192.0.2.1/")).isEmpty();
        assertThat(trouble("synthetic:street")).isEmpty();
    }

    @Test
    void aCameraMayHaveEitherForm() throws Exception {
        Files.createFile(directory.resolve("a b.mp4"));
        assertThat(SourceKind.of("file://" + directory + "/a%20b.mp4")).isEqualTo(SourceKind.FILE);
        assertThat(SourceKind.of("file://" + directory)).isEqualTo(SourceKind.FOLDER);
        assertThat(SourceKind.path("file://" + directory + "/a%20b.mp4")).exists();
    }

    private static String trouble(Object url) {
        return SourceFile.trouble(new CameraConfig("a", url.toString(), 1, 0, 0, 90, CameraConfig.Mode.AUTO))
                .orElse("");
    }
}
