package dev.hawkeye.app.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an earlier analysis has left in a folder, and the next one would not write over: its pictures, and the boxes of
 * videos and classes that it found. A folder without counts and events of an analysis is somebody else's, and stays as it is.
 */
final class EarlierResults {
    private EarlierResults() {}

    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("counts.csv")) || !Files.exists(directory.resolve("events.jsonl"))) {
            return;
        }
        remove(directory.resolve("keyframes"), ".jpg");
        remove(directory.resolve("boxes"), ".csv", ".jsonl", ".json", ".txt");
        for (String file : List.of("summary.json", "report.html")) {
            Files.deleteIfExists(directory.resolve(file));
        }
    }

    private static void remove(Path folder, String... endings) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith)) {
                    Files.delete(file);
                }
            }
        }
    }
}
