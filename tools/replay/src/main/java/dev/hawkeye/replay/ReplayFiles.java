package dev.hawkeye.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a report. */
public final class ReplayFiles {
    private ReplayFiles() {}

    /**
     * Writes replay.html and replay.json.
     *
     * @param directory target directory, created if it does not exist
     */
    public static void write(ReplayReport report, Path directory) throws IOException {
        Files.createDirectories(directory);
        ReplayPage.write(report, directory.resolve("replay.html"));
        Files.writeString(directory.resolve("replay.json"), report.json() + "\n");
    }
}
