package dev.hawkeye.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the directory of the results already. */
class OutputDirectoryTest {
    private static final String CONTENT = "the only copy";

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void useARealPath() throws IOException {
        directory = temporary.toRealPath();
    }

    @Test
    void aVideoWhereItsClipWouldBeIsRefusedAndKept() throws IOException {
        Path video = video("video/gate.mp4");

        assertThatThrownBy(() -> open(true, Map.of("gate", video)))
                .isInstanceOf(UserException.class)
                .hasMessage(video + " would be overwritten by the result " + video
                        + ": choose another directory with --out");

        assertOnlyFile(video);
    }

    @Test
    void aVideoWhereTheClipOfAnotherWouldBeIsRefused() throws IOException {
        Path video = video("video/gate-2.mp4");
        Path other = video("other/gate.mp4");

        assertThatThrownBy(() -> open(true, Map.of("gate", video, "gate-2", other)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(video + " would be overwritten");
    }

    @Test
    void aVideoThatALinkInTheDirectoryPointsToIsRefused() throws IOException {
        Path video = video("elsewhere/street.mp4");
        Path link = Files.createSymbolicLink(
                Files.createDirectories(directory.resolve("video")).resolve("gate.mp4"), video);

        assertThatThrownBy(() -> open(true, Map.of("gate", video)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(video + " would be overwritten by the result " + link);
    }

    @Test
    void aVideoWithTheNameOfATableIsRefused() throws IOException {
        Path video = video("counts.csv");

        assertThatThrownBy(() -> open(false, Map.of("counts", video)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(video + " would be overwritten");

        assertOnlyFile(video);
    }

    @Test
    void aVideoThatNoResultReplacesIsTaken() throws IOException {
        Path video = video("video/gate.mp4");

        open(false, Map.of("gate", video)); // no clips
        open(true, Map.of("street", video)); // a clip of another name

        assertOnlyFile(video);
    }

    private Path video(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, CONTENT);
    }

    private void open(boolean clips, Map<String, Path> videos) throws IOException {
        OutputDirectory.open(
                        directory,
                        new OutputDirectory.Wanted(Set.of(), clips),
                        videos,
                        Instant.EPOCH,
                        new ConfigReader()
                                .set("data-directory", directory.resolve("data").toString(), "this test")
                                .read())
                .close();
    }

    private void assertOnlyFile(Path video) throws IOException {
        assertThat(video).hasContent(CONTENT);
        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(video);
        }
    }
}
