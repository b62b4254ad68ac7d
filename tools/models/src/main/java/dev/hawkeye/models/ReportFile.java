package dev.hawkeye.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The JSON file of {@code --out}: written completely or not at all. */
public final class ReportFile {
    private final Path file;

    private ReportFile(Path file) {
        this.file = file;
    }

    /** @throws UserException when the file cannot be written, so that this is known before the work starts */
    public static ReportFile at(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UserException("--out must be a file, got the folder: " + file);
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UserException("--out " + file + " cannot be written: " + folder + " must be a writable folder");
        }
        return new ReportFile(file);
    }

    public void write(Object report) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(fresh.toFile(), report);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(
                    "--out " + file + " cannot be written (" + e.getMessage()
                            + "): free space there, or choose another file",
                    e);
        }
    }
}
