package dev.hawkeye.clips;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * Deletes the old clips of a folder, one file after the other. The folder may be the root of a disk, with folders that
 * only the system may read, and several ingest instances may delete from it at once. So nothing that fails stops the
 * rest; what is ours and cannot be deleted is remembered. Not thread-safe; for one walk.
 */
final class OldClips extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Instant before;
    private int deleted;
    private IOException failed;

    /** @param before clips that were written earlier are deleted */
    OldClips(Path folder, Instant before) {
        this.folder = folder;
        this.before = before;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean isOld = attributes.lastModifiedTime().toInstant().isBefore(before);
        if (isOld && attributes.isRegularFile() && Keys.isOurs(folder.relativize(file))) {
            try {
                deleted += Files.deleteIfExists(file) ? 1 : 0;
            } catch (IOException e) {
                remember(e);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        if (!(e instanceof NoSuchFileException) && Keys.mayHoldOurs(folder.relativize(file))) {
            remember(e);
        }
        return FileVisitResult.CONTINUE;
    }

    /** The folder could not be read to its end. */
    @Override
    public FileVisitResult postVisitDirectory(Path visited, IOException e) {
        return e == null ? FileVisitResult.CONTINUE : visitFileFailed(visited, e);
    }

    private void remember(IOException e) {
        if (failed == null) {
            failed = e;
        }
    }

    /**
     * Returns the number of deleted clips, after the walk.
     *
     * @throws IOException the first of the failures, if old clips may be left
     */
    int deleted() throws IOException {
        if (failed != null) {
            throw failed;
        }
        return deleted;
    }
}
