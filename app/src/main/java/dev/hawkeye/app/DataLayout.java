package dev.hawkeye.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where things lie in the data directory.
 *
 * @param directory made, writable, and of a layout that this version knows
 */
record DataLayout(Path directory) {
    private static final int VERSION = 1;
    private static final String VERSION_FILE = "layout-version";

    /** @throws UserException when the directory cannot be used */
    static DataLayout open(Path directory) {
        Path file = directory.resolve(VERSION_FILE);
        try {
            Files.createDirectories(directory);
            // Who is killed between the two leaves an empty file.
            if (!Files.exists(file) || Files.size(file) == 0) {
                Files.writeString(file, VERSION + "\n");
            }
            check(directory, Files.readString(file).strip());
        } catch (IOException e) {
            throw unusable(directory, e);
        }
        return new DataLayout(directory);
    }

    private static UserException unusable(Path directory, IOException e) {
        return new UserException(
                "data-directory " + directory + " cannot be used ("
                        + e.getClass().getSimpleName() + " at " + e.getMessage()
                        + "): it needs a writable folder with free space",
                e);
    }

    private static void check(Path directory, String version) {
        if (!version.equals(String.valueOf(VERSION))) {
            throw new UserException(
                    "data-directory " + directory + " was written by another version of Hawkeye (layout '" + version
                            + "', this one knows " + VERSION + "): use that version, or another data-directory");
        }
    }

    /**
     * Keeps every other {@code run} from this directory until it is closed; services that share a directory do without.
     *
     * @throws UserException when another one has it
     */
    FileChannel lock() {
        Path file = directory.resolve("run.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                throw new UserException("data-directory " + directory
                        + " is in use by another process: stop that one, or choose another data-directory");
            }
            return channel;
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true; // By this very process.
        }
    }

    Path kafka() {
        return directory.resolve("kafka");
    }

    Path registry() {
        return directory.resolve("registry.json");
    }

    /** Kafka Streams' own files. */
    Path streams() {
        return directory.resolve("streams");
    }
}
