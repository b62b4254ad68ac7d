package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesTest {
    @TempDir
    Path directory;

    @Test
    void aFolderIsCreatedAndLeftEmpty() {
        ReplayFiles.prepare(directory.resolve("new/replayed"));

        assertThat(directory.resolve("new/replayed")).isEmptyDirectory();
    }

    @Test
    void aFolderThatExistsKeepsItsFiles() throws IOException {
        Files.writeString(directory.resolve("replay.json"), "{}");

        ReplayFiles.prepare(directory);

        assertThat(directory).isDirectoryContaining("glob:**replay.json");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(directory.resolve("replay.html"), "a report");

        assertThatThrownBy(() -> ReplayFiles.prepare(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--out " + file + " cannot be written");
        assertThat(file).hasContent("a report");
    }
}
