package dev.hawkeye.notify.mqtt;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest payload of each topic, until a broker has it: a broker that is unreachable or slow misses intermediate
 * payloads and blocks nothing. Bounded in bytes: drops what has waited longest. Confined to the feed's thread.
 */
final class Pending {
    private static final int PER_ENTRY = 200;

    private final long mostBytes;
    private final Map<String, byte[]> newest = new LinkedHashMap<>();
    private long bytes;

    Pending(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void put(String topic, byte[] payload) {
        remove(topic);
        newest.put(topic, payload);
        bytes += PER_ENTRY + payload.length;
        Iterator<Map.Entry<String, byte[]>> oldest = newest.entrySet().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= PER_ENTRY + oldest.next().getValue().length;
            oldest.remove();
        }
    }

    void remove(String topic) {
        byte[] before = newest.remove(topic);
        bytes -= before == null ? 0 : PER_ENTRY + before.length;
    }

    /** The payload that has waited longest. */
    Optional<Map.Entry<String, byte[]>> first() {
        return newest.entrySet().stream().findFirst();
    }
}
