package dev.hawkeye.app.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Settings that come through a pipe, as with {@code run --config <(decrypt site.yaml)}. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // opening a pipe cannot be interrupted
final class PipedConfigIT {
    @TempDir
    Path directory;

    @Test
    void areReadOnceAndStayWhatTheyWereWheneverTheyAreAskedFor() throws Exception {
        // given
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Path> written = CompletableFuture.supplyAsync(() -> write(pipe));
        ConfigOptions options = CommandLine.populateCommand(new ConfigOptions(), "--config", pipe.toString());

        // when: read at the start, and again for what has changed
        assertThat(options.reader().read().site()).isEqualTo("north");
        written.join();

        // then
        assertThat(options.reader().read().site()).isEqualTo("north");
        assertThat(options.watchedFile()).isNull();
    }

    @Test
    void areWatchedIfTheyAreInAFile() throws Exception {
        Path file = write(directory.resolve("site.yaml"));
        ConfigOptions options = CommandLine.populateCommand(new ConfigOptions(), "--config", file.toString());
        assertThat(options.reader().read().site()).isEqualTo("north");

        Files.writeString(file, "site: south\n");

        assertThat(options.watchedFile()).isEqualTo(file);
        assertThat(options.reader().read().site()).isEqualTo("south");
    }

    private static Path write(Path file) {
        try {
            return Files.writeString(file, "site: north\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
