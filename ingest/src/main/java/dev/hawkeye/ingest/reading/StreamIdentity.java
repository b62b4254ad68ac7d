package dev.hawkeye.ingest.reading;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.SourceFile;
import dev.hawkeye.street.StreetSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id of a stream. A source that returns the same pictures every time, and waits until all of them are accepted, has
 * one stream forever: its id is derived from everything that determines the numbering of its pictures, so any instance
 * that reopens the source finds the stream's position and resumes it. This holds for files, folders and demo cameras
 * with an end, if the camera is lossless. Every opening of anything else is a new stream.
 */
public final class StreamIdentity {
    private final MessageDigest digest;

    private StreamIdentity() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JRE has it
        }
    }

    /** Whether the source has one stream forever. A pipe, for example, cannot be read twice. */
    static boolean isLasting(CameraConfig camera, SourceKind kind) {
        return camera.mode() == CameraConfig.Mode.LOSSLESS
                && (kind == SourceKind.FOLDER
                        || (kind == SourceKind.SYNTHETIC
                                && StreetSettings.parse(camera.url()).pictures() > 0)
                        || (kind == SourceKind.FILE && Files.isRegularFile(SourceKind.path(camera.url()))));
    }

    /** @throws CameraException when the source cannot be examined */
    public static String of(CameraConfig camera, SourceKind kind) throws CameraException {
        if (!isLasting(camera, kind)) {
            return UUID.randomUUID().toString();
        }
        StreamIdentity identity = new StreamIdentity();
        identity.add(camera.id(), camera.source(), camera.every(), camera.fps(), camera.start());
        try {
            if (kind != SourceKind.SYNTHETIC) { // its address determines everything
                identity.add(kind, SourceKind.path(camera.url()));
            }
        } catch (IOException e) {
            throw CameraException.permanent(camera.source() + " cannot be examined: " + e.getMessage());
        }
        return UUID.nameUUIDFromBytes(identity.digest.digest()).toString();
    }

    private void add(SourceKind kind, Path path) throws IOException, CameraException {
        if (kind == SourceKind.FOLDER) {
            for (Path picture : SourceFile.pictures(path)) {
                add(picture.getFileName(), Files.size(picture));
            }
        } else {
            add(Files.size(path), Files.getLastModifiedTime(path).toMillis());
        }
    }

    private void add(Object... parts) {
        for (Object part : parts) {
            digest.update((part + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
