package dev.hawkeye.replay;

import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a report. */
public final class ReplayFiles {
    private ReplayFiles() {}

    /**
     * Creates the directory before a replay, which may take hours.
     *
     * @param directory target directory; may exist
     * @throws UserException when it cannot be written
     */
    public static void prepare(Path directory) {
        try {
            Files.deleteIfExists(Files.createTempFile(Files.createDirectories(directory), ".replay", null));
        } catch (IOException e) {
            throw new UserException(
                    "--out " + directory + " cannot be written (" + e + "): choose another directory", e);
        }
    }

    /**
     * Writes replay.html and replay.json.
     *
     * @param directory an existing directory
     */
    public static void write(ReplayReport report, Path directory) throws IOException {
        ReplayPage.write(report, directory.resolve("replay.html"));
        Files.writeString(directory.resolve("replay.json"), report.json() + "\n");
    }
}
