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
 * The files of clips, out of the store of the site. What a record says of an address counts only if it is an address of that store,
 * whoever has written the record. Safe for use by many threads.
 */
public final class ClipFiles implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ClipFiles.class);

    private final Optional<ClipStore> store;

    /** A file that is there. */
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

    /** A part of it, to be closed. */
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
