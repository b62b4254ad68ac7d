package dev.hawkeye.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The size of a consumer's fetch: a little less than 1 MiB.
 *
 * <p>Java reads from a socket into the heap through a native buffer as large as the missing part of the response. A
 * thread caches such a buffer for its next read, but none larger than {@code jdk.nio.maxCachedBufferSize} (1 MiB in
 * {@code app/launch}, since each of many threads would keep one). A larger buffer is allocated, zeroed and freed again
 * for each read, and a response of 8 MiB takes dozens of reads. A record larger than this is still fetched, alone.
 */
public final class FetchSize {
    /** Maximum size of a response, without the overhead around its records. */
    public static final int BYTES = 1_000_000;

    private FetchSize() {}

    /** Returns the native properties of a consumer. */
    public static Map<String, Object> properties() {
        return Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES);
    }
}
