package dev.hawkeye.console.pictures;

import dev.hawkeye.console.http.ApiException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Partitions that could not be read recently. A request that follows within two seconds gets the same error at once, so
 * that one unavailable broker does not delay the pictures of the others. Thread-safe.
 */
final class UnreadablePartitions {
    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MAX_ENTRIES = 10_000;

    private final Map<Place, Long> since = new ConcurrentHashMap<>();

    private record Place(PictureKey.Kind kind, int partition) {}

    /** @throws ApiException 503 that {@code read} throws now, or threw recently */
    <T> T around(PictureKey key, Supplier<T> read) {
        Place place = new Place(key.kind(), key.partition());
        Long failed = since.get(place);
        if (failed != null && System.nanoTime() - failed < PAUSE_NANOS) {
            throw new ApiException(503, "Kafka did not answer a moment ago: try again later");
        }
        try {
            T answer = read.get();
            since.remove(place);
            return answer;
        } catch (ApiException e) {
            if (since.size() >= MAX_ENTRIES) {
                since.clear();
            }
            since.put(place, System.nanoTime());
            throw e;
        }
    }
}
