package dev.hawkeye.analyze.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of a folder that belong to an analysis: a list in the folder, to which each file is added before it is
 * written. So the next analysis into the same folder can remove what it does not overwrite, even after one was killed,
 * and nothing that others put there. Used by one thread.
 */
public final class WrittenFiles {
    private static final String LIST = ".hawkeye-files";

    private final Path directory;
    private final Set<Path> added = new HashSet<>();

    /** @param directory which exists */
    public WrittenFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The files of the earlier analysis that still exist; entries of a forged list that are outside of the folder are
     * ignored.
     */
    public Set<Path> earlier() throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        Path list = directory.resolve(LIST);
        if (Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
            for (String line :
                    new String(Files.readAllBytes(list), UTF_8).lines().toList()) {
                Path file = within(line);
                if (file != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private Path within(String line) {
        try {
            Path file = directory.resolve(line).normalize();
            return !line.isEmpty() && file.startsWith(directory.normalize()) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Removes the files of the earlier analysis, and begins a new list. */
    public void begin() throws IOException {
        for (Path file : earlier()) {
            Files.deleteIfExists(file);
        }
        Files.write(directory.resolve(LIST), List.of());
    }

    /**
     * To be called before a file is written for the first time.
     *
     * @param file in the folder
     * @return {@code file}
     */
    public Path add(Path file) throws IOException {
        if (added.add(file)) {
            Files.writeString(
                    directory.resolve(LIST),
                    directory.relativize(file) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return file;
    }
}
