package dev.hawkeye.commandline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A directory that is deleted with its content by {@link #close()}, or at the latest when the process exits. */
public final class TemporaryDirectory implements AutoCloseable {
    private final Path path;
    private final Thread atExit;

    private TemporaryDirectory(Path path) {
        this.path = path;
        this.atExit = new Thread(this::delete, "delete-temporary-directory");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @throws IOException when the system's temporary directory cannot be written */
    public static TemporaryDirectory create() throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory("hawkeye-"));
    }

    public Path path() {
        return path;
    }

    private void delete() {
        try {
            delete(path);
        } catch (IOException e) {
            System.err.println("hawkeye: " + path + " could not be deleted: " + e);
        }
    }

    /** Deletes any folder with its content. Follows no links; files that are already gone are not an error. */
    public static void delete(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process is exiting: the hook runs, and finds nothing.
            return;
        }
    }
}
