package dev.hawkeye.ingest.sending;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Computes the partition of a UTF-8 key as Kafka's default partitioner does. */
public final class KeyPartition {
    private KeyPartition() {}

    /** @return 0 to {@code partitions} - 1 */
    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
