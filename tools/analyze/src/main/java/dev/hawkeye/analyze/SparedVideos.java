package dev.hawkeye.analyze;

import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Protects the videos of an analysis from being replaced by its own files. */
final class SparedVideos {
    private final Collection<Path> videos;
    private final Path directory;

    /** @param directory the directory for the results, a real path */
    SparedVideos(Collection<Path> videos, Path directory) {
        this.videos = videos;
        this.directory = directory;
    }

    /**
     * @param earlier files that are removed when the analysis begins
     * @param planned files that the analysis writes
     * @throws UserException when a video is one of them, or a folder with earlier ones
     */
    void check(Set<Path> earlier, List<Path> planned) throws IOException {
        for (Path video : videos) {
            Path input = video.toRealPath();
            if (earlier.stream().anyMatch(file -> file.startsWith(input) && !directory.startsWith(input))) {
                throw new UserException(video + " is a result of an earlier analysis in --out " + directory
                        + ", which this one would replace: choose another directory");
            }
            for (Path file : planned) {
                // Links count, too: writing to one replaces its target.
                if (Files.exists(file) && Files.isSameFile(file, input)) {
                    throw new UserException(video + " would be overwritten by the result " + file
                            + ": choose another directory with --out");
                }
            }
        }
    }
}
