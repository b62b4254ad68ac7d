package dev.hawkeye.site.registry;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The schemas of a {@link LocalRegistry} on disk: written atomically, so that a crash leaves either the old or the new
 * ones.
 */
final class SchemaFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;

    SchemaFile(Path path) {
        this.path = path;
    }

    private record Content(List<RegisteredSchema> schemas) {}

    List<RegisteredSchema> read() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            Content content = JSON.readValue(Files.readString(path), Content.class);
            if (content.schemas() == null) {
                throw damaged(null);
            }
            return content.schemas();
        } catch (JsonProcessingException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new UserException("the schema ids in " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(List<RegisteredSchema> schemas) {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try {
            // Synced before it replaces the old file, in case the machine crashes, too.
            Files.writeString(
                    fresh, JSON.writeValueAsString(new Content(schemas)), CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserException(
                    "the schema ids cannot be written to " + path + " (" + e.getMessage()
                            + "): it needs a writable folder with free space",
                    e);
        }
    }

    private UserException damaged(Exception cause) {
        return new UserException(
                "the schema ids in " + path + " are damaged: restore the file from a backup, or choose another"
                        + " data-directory",
                cause);
    }
}
