package dev.hawkeye.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How much a consumer asks for at once: a little less than 1 MiB.
 *
 * <p>Java reads from a socket into the heap by way of a native buffer that is as large as what is still missing of the response. A
 * thread keeps such a buffer for its next read, but none larger than {@code jdk.nio.maxCachedBufferSize} (1 MiB in {@code
 * app/launch}, since each of many threads would keep one). A larger buffer is allocated, zeroed and freed again for each read, and a
 * response of 8 MiB takes dozens of reads. A record that is larger is fetched all the same, alone.
 */
public final class FetchSize {
    /** Of a response, without what surrounds its records. */
    public static final int BYTES = 1_000_000;

    private FetchSize() {}

    /** Returns the native properties of a consumer. */
    public static Map<String, Object> properties() {
        return Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES);
    }
}
