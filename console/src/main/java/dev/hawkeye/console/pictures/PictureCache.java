package dev.hawkeye.console.pictures;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recently requested JPEGs, bounded in total size; the least recently used are dropped first. Thread-safe. */
final class PictureCache {
    private final long capacity;
    private final Map<PictureKey, byte[]> pictures = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param capacity maximum total bytes; a picture that takes more than a quarter of it is not kept */
    PictureCache(long capacity) {
        this.capacity = capacity;
    }

    /** @return null when it is not cached */
    synchronized byte[] get(PictureKey key) {
        return pictures.get(key);
    }

    synchronized void put(PictureKey key, byte[] jpeg) {
        if (jpeg.length > capacity / 4) {
            return;
        }
        byte[] before = pictures.put(key, jpeg);
        bytes += jpeg.length - (before == null ? 0 : before.length);
        Iterator<byte[]> leastUsed = pictures.values().iterator();
        while (bytes > capacity) {
            bytes -= leastUsed.next().length;
            leastUsed.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
