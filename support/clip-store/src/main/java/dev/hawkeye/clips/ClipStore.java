package dev.hawkeye.clips;

import dev.hawkeye.settings.LocalPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Keeps clips under keys, such as {@code gate/2026-05-01/1b4e….mp4}. Thread-safe. */
public interface ClipStore extends AutoCloseable {

    /**
     * Stores a whole clip. Until this returns, the key holds no clip, or the previous one.
     *
     * @return its address, which begins with {@link #base()}
     * @throws IOException when the store is unreachable or refuses the clip; its message is for the user and contains
     * no secrets
     */
    String put(String key, Path clip) throws IOException;

    /** Returns the length of a clip in bytes; empty when there is no such clip. */
    Optional<Long> length(String key) throws IOException;

    /**
     * Opens a part of a clip. The caller must close the stream.
     *
     * @param from first byte
     * @param length the length of the part, within the clip
     */
    InputStream open(String key, long from, long length) throws IOException;

    /** The prefix of all addresses. */
    String base();

    /**
     * Deletes clips stored before a time, unless the store expires them itself.
     *
     * @return the number of deleted clips
     * @throws IOException when not all of them can be deleted; the others are
     */
    int deleteOlderThan(Instant time) throws IOException;

    /** Returns the key of an address; empty when the address is not one of this store. */
    default Optional<String> key(String address) {
        return address.startsWith(base()) ? Keys.checked(address.substring(base().length())) : Optional.empty();
    }

    @Override
    void close();

    /** Returns the store that the settings name; they must name one. */
    static ClipStore of(ClipsConfig config) {
        return S3Address.parse(config.storage()).isPresent()
                ? new S3Store(config)
                : new FolderStore(LocalPath.of(config.storage()));
    }
}
