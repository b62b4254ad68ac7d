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
 * written. So the next analysis into the same folder can remove the files that it does not overwrite, even after a
 * killed one, and no foreign files. Not thread-safe.
 */
public final class WrittenFiles {
    private static final String LIST = ".hawkeye-files";

    private final Path directory;
    private final Set<Path> added = new HashSet<>();

    /** @param directory an existing directory */
    public WrittenFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * The files of the earlier analysis that still exist. Ignores entries of a forged list that are outside the folder.
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

    /** Removes the files of the earlier analysis, and starts a new list. */
    public void begin() throws IOException {
        for (Path file : earlier()) {
            Files.deleteIfExists(file);
        }
        Files.write(directory.resolve(LIST), List.of());
    }

    /**
     * Call this before a file is written for the first time.
     *
     * @param file the file in the folder
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
