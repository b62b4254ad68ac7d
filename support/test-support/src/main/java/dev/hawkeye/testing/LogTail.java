package dev.hawkeye.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, for failure reports. */
public final class LogTail {
    private static final int LINES = 12;

    private LogTail() {}

    public static String of(Path log) {
        if (!Files.exists(log)) {
            return "";
        }
        try {
            List<String> lines =
                    new String(Files.readAllBytes(log), UTF_8).lines().toList();
            List<String> tail = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
            return "--- " + log.getFileName() + "\n" + String.join("\n", tail) + "\n";
        } catch (IOException e) {
            return log + ": " + e.getMessage() + "\n";
        }
    }
}
