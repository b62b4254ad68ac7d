package dev.hawkeye.ingest.sending;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition of a key, as Kafka's default partitioner computes it for a key in UTF-8. */
public final class KeyPartition {
    private KeyPartition() {}

    /** @return 0 to {@code partitions} - 1 */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
