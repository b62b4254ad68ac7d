package dev.hawkeye.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the walk does when something fails, called as the walk would: the tests may run as root, whom nothing is denied. */
class OldClipsTest {
    @TempDir
    Path folder;

    private OldClips old;

    @BeforeEach
    void start() {
        old = new OldClips(folder, Instant.now());
    }

    @Test
    void passesOverAFolderOfTheSystemThatItMayNotRead() throws Exception {
        // given
        Path clip = clip("1.mp4");
        Path system = folder.resolve("lost+found");
        // when
        FileVisitResult then = old.visitFileFailed(system, new AccessDeniedException(system.toString()));
        old.visitFile(clip, attributes(clip));
        // then
        assertThat(then).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(old.deleted()).isEqualTo(1);
        assertThat(clip).doesNotExist();
    }

    @Test
    void passesOverWhatAnotherIngestHasDeletedMeanwhile() throws Exception {
        // given
        Path gone = clip("1.mp4");
        Path clip = clip("2.mp4");
        BasicFileAttributes before = attributes(gone);
        Files.delete(gone);
        // when
        old.visitFile(gone, before);
        old.visitFileFailed(gone, new NoSuchFileException(gone.toString()));
        old.visitFile(clip, attributes(clip));
        // then
        assertThat(old.deleted()).isEqualTo(1);
    }

    @Test
    void saysThatClipsAreLeftInAFolderOfACameraOnceItHasDeletedTheOthers() throws Exception {
        // given
        Path clip = clip("1.mp4");
        Path camera = folder.resolve("yard");
        // when
        FileVisitResult then = old.visitFileFailed(camera, new AccessDeniedException(camera.toString()));
        old.visitFile(clip, attributes(clip));
        // then
        assertThat(then).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(clip).doesNotExist();
        assertThatThrownBy(old::deleted)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("yard");
    }

    @Test
    void saysThatTheWholeFolderCannotBeRead() {
        old.visitFileFailed(folder, new AccessDeniedException(folder.toString()));

        assertThatThrownBy(old::deleted).isInstanceOf(AccessDeniedException.class);
    }

    private Path clip(String name) throws IOException {
        Path day = Files.createDirectories(folder.resolve("gate/2026-05-01"));
        Path clip = Files.write(day.resolve(name), new byte[10]);
        return Files.setLastModifiedTime(clip, FileTime.from(Instant.EPOCH));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }
}
