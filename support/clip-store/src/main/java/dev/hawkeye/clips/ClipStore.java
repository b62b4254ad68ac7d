package dev.hawkeye.clips;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Keeps clips under keys, such as {@code gate/2026-05-01/1b4e….mp4}. Safe for use by many threads. */
public interface ClipStore extends AutoCloseable {

    /**
     * Stores a whole clip: until this returns, there is none under the key, or the one that was there before.
     *
     * @return its address, which begins with {@link #base()}
     * @throws IOException when the store is away, or refuses it; its message is for the user, and names no secret
     */
    String put(String key, Path clip) throws IOException;

    /** The length of a clip in bytes; empty when there is none. */
    Optional<Long> length(String key) throws IOException;

    /**
     * A part of a clip, to be closed.
     *
     * @param from first byte
     * @param length of the part, within the clip
     */
    InputStream open(String key, long from, long length) throws IOException;

    /** What all addresses begin with. */
    String base();

    /** Deletes what was stored before a time, where the store does not do so itself. @return how many clips */
    int deleteOlderThan(Instant time) throws IOException;

    /** The key of an address; empty when it is not an address of this store. */
    default Optional<String> key(String address) {
        return address.startsWith(base()) ? Keys.checked(address.substring(base().length())) : Optional.empty();
    }

    @Override
    void close();

    /** The store that the settings name, which must name one. */
    static ClipStore of(ClipsConfig config) {
        return S3Address.parse(config.storage()).isPresent()
                ? new S3Store(config)
                : new FolderStore(Path.of(config.storage()));
    }
}
