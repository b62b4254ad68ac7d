package dev.hawkeye.ingest.source;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.settings.MissingFile;
import dev.hawkeye.vision.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks whether the file or folder of a camera can be read, without decoding anything. */
public final class SourceFile {
    private SourceFile() {}

    /** @return a sentence about what is wrong; empty when nothing is, and for sources other than files and folders */
    public static Optional<String> trouble(CameraConfig camera) {
        return switch (SourceKind.of(camera.url())) {
            case FILE -> ofFile(SourceKind.path(camera.url()));
            case FOLDER -> ofFolder(SourceKind.path(camera.url()));
            default -> Optional.empty();
        };
    }

    /** @return a sentence about why it cannot be read; empty when it can */
    public static Optional<String> ofFile(Path file) {
        if (!Files.exists(file)) {
            return Optional.of("there is no file " + file + MissingFile.hint(file));
        }
        if (!Files.isReadable(file)) {
            return Optional.of(file + " may not be read");
        }
        try {
            return Files.isRegularFile(file) && Files.size(file) == 0
                    ? Optional.of(file + " is empty")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be read: " + e.getMessage());
        }
    }

    /** The pictures of a folder in order, at least one. */
    public static List<Path> pictures(Path folder) throws CameraException {
        try {
            List<Path> pictures = PictureFiles.in(folder);
            if (pictures.isEmpty()) {
                throw CameraException.permanent("folder " + folder + " has no picture: no jpg, jpeg, png, bmp or webp");
            }
            return pictures;
        } catch (IOException e) {
            throw CameraException.permanent("folder " + folder + " cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> ofFolder(Path folder) {
        try {
            pictures(folder);
            return Optional.empty();
        } catch (CameraException e) {
            return Optional.of(e.getMessage());
        }
    }
}
