package dev.hawkeye.console.clips;

import dev.hawkeye.clips.ClipStore;
import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.http.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of clips in the site's store. An address in a record counts only if it is an address of that store, whoever
 * wrote the record. Thread-safe.
 */
public final class ClipFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClipFiles.class);

    private final Optional<ClipStore> store;

    /** An existing file. */
    public record Found(String key, long bytes) {}

    public ClipFiles(ClipsConfig config) {
        store = config.isUsed() ? Optional.of(ClipStore.of(config)) : Optional.empty();
    }

    /** @throws ApiException 404 when there is no such file, 503 when the store does not answer */
    public Found find(String address) {
        ClipStore there = store.orElseThrow(ClipFiles::gone);
        String key = there.key(address).orElseThrow(ClipFiles::gone);
        try {
            return new Found(key, there.length(key).orElseThrow(ClipFiles::gone));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static ApiException gone() {
        return new ApiException(404, "the clip of this event is gone, or is not in clips.storage of this console");
    }

    /** Opens a part of a clip. The caller must close the stream. */
    public InputStream open(Found clip, long from, long length) {
        try {
            return store.orElseThrow(ClipFiles::gone).open(clip.key(), from, length);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static ApiException unavailable(IOException e) {
        log.debug("The store of clips", e);
        return new ApiException(503, "the store of clips does not answer: try again later");
    }

    @Override
    public void close() {
        store.ifPresent(ClipStore::close);
    }
}
