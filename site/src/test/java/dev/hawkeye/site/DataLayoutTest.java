package dev.hawkeye.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLayoutTest {
    @TempDir
    Path directory;

    @Test
    void belongsToOneRunAtATime() throws Exception {
        // given
        DataLayout layout = DataLayout.open(directory);
        try (FileChannel held = layout.lock()) {
            assertThat(held.isOpen()).isTrue();

            // then
            assertThatThrownBy(() -> DataLayout.open(directory).lock())
                    .isInstanceOf(UserException.class)
                    .hasMessage("data-directory " + directory
                            + " is in use by another process: stop that one, or choose another data-directory");
        }
        layout.lock().close();
    }

    @Test
    void opensWhatAKilledFirstStartLeft() throws Exception {
        // given: made, and not yet written
        Path version = Files.createFile(directory.resolve("layout-version"));

        // when
        DataLayout.open(directory);

        // then
        assertThat(version).hasContent("1");
    }

    @Test
    void saysWhatAFileInItsPlaceNeeds() throws Exception {
        Path file = Files.createFile(directory.resolve("data"));

        assertThatThrownBy(() -> DataLayout.open(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("data-directory " + file + " cannot be used (")
                .hasMessageEndingWith("): it needs a writable folder with free space");
    }
}
