package dev.hawkeye.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class TemporaryFilesTest {
    @TempDir
    Path shared;

    @Test
    void deletesWhatAKilledProcessLeftAndNothingOfOneThatLives() throws Exception {
        try (TemporaryFiles alive = TemporaryFiles.claim(shared, "me")) {
            // given
            Path used = Files.writeString(alive.folder().resolve("liblz4-java-1.so"), "library");
            Path own = alive.folder().getParent();
            Path left = Files.createDirectories(own.resolve("killed").resolve("onnxruntime-java1"));
            Files.writeString(left.resolve("libonnxruntime.so"), "library");
            Files.writeString(own.resolve("killed.lock"), "");

            // when
            try (TemporaryFiles next = TemporaryFiles.claim(shared, "me")) {
                // then
                assertThat(own.resolve("killed")).doesNotExist();
                assertThat(own.resolve("killed.lock")).doesNotExist();
                assertThat(used).exists();
                assertThat(next.folder()).isNotEqualTo(alive.folder()).isEmptyDirectory();
            }
        }
    }

    @Test
    void leavesNothingBehindAtItsEnd() throws Exception {
        TemporaryFiles files = TemporaryFiles.claim(shared, "me");
        Files.writeString(files.folder().resolve("libzstd-jni.so"), "library");

        files.close();

        assertThat(files.folder()).doesNotExist();
        try (var left = Files.list(files.folder().getParent())) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly(".lock");
        }
    }

    @Test
    void isReadableForNoOneElse() throws Exception {
        try (TemporaryFiles files = TemporaryFiles.claim(shared, "a user/of ..")) {
            assertThat(files.folder().getParent()).hasParent(shared);
            assertThat(mode(files.folder())).isEqualTo("rwx------");
            assertThat(mode(files.folder().getParent())).isEqualTo("rwx------");
        }
    }

    @Test
    void doesNotUseAFolderThatSomeoneElsePrepared() throws Exception {
        // given: one that others may write to, one that is a link
        Path open = Files.createDirectory(shared.resolve("hawkeye-open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path target = Files.createDirectory(shared.resolve("target"));
        Path link = Files.createSymbolicLink(shared.resolve("hawkeye-link"), target);

        // when
        try (TemporaryFiles besideOpen = TemporaryFiles.claim(shared, "open");
                TemporaryFiles besideLink = TemporaryFiles.claim(shared, "link")) {
            // then
            assertThat(besideOpen.folder().getParent()).isNotEqualTo(open).hasParent(shared);
            assertThat(besideLink.folder().getParent()).isNotEqualTo(link).hasParent(shared);
            assertThat(target).isEmptyDirectory();
            assertThat(mode(besideLink.folder().getParent())).isEqualTo("rwx------");
        }
    }

    private static String mode(Path folder) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
