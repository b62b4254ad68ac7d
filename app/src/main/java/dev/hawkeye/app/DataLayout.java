package dev.hawkeye.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            if (!Files.exists(file)) {
                Files.writeString(file, VERSION + "\n");
            }
            check(directory, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UserException(
                    "data-directory " + directory + " cannot be used ("
                            + e.getClass().getSimpleName() + " at " + e.getMessage()
                            + "): it needs a writable folder with free space",
                    e);
        }
        return new DataLayout(directory);
    }

    private static void check(Path directory, String version) {
        if (!version.equals(String.valueOf(VERSION))) {
            throw new UserException(
                    "data-directory " + directory + " was written by another version of Hawkeye (layout '" + version
                            + "', this one knows " + VERSION + "): use that version, or another data-directory");
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
