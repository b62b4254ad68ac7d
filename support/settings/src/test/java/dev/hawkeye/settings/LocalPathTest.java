package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/videos/a street.mp4, /videos/a street.mp4",
        "videos/a%20street.mp4, videos/a%20street.mp4",
        "file:///videos/a%20street.mp4, /videos/a street.mp4",
        "FILE:///videos/A.MP4, /videos/A.MP4",
        "file:/videos/a.mp4, /videos/a.mp4",
        "file://localhost/videos/a.mp4, /videos/a.mp4",
        "file:///videos/stra%C3%9Fe.mp4, /videos/straße.mp4",
        "file:///videos/a street.mp4, /videos/a street.mp4",
        "file:///videos/100%.mp4, /videos/100%.mp4",
        "file:///videos/a#1.mp4, /videos/a#1.mp4",
        "file://street.mp4, street.mp4",
        "~, ~",
        "~joe/a.mp4, ~joe/a.mp4",
    })
    void anAddressIsDecodedAndAPathIsTakenAsItIs(String written, String meant) {
        assertThat(LocalPath.of(written)).isEqualTo(Path.of(meant));
    }

    @Test
    void theUsersOwnFolderIsATilde() {
        assertThat(LocalPath.of("~/videos/a.mp4"))
                .isEqualTo(Path.of(System.getProperty("user.home"), "videos", "a.mp4"));
    }

    @Test
    void aFileWhoseNameLooksEncodedIsFound(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("a%20b.mp4"));
        assertThat(LocalPath.of("file://" + file)).isEqualTo(file);
    }
}
