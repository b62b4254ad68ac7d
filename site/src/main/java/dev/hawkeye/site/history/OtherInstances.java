package dev.hawkeye.site.history;

import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryClient;
import dev.hawkeye.counts.HistoryUnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Requests the history of cameras from other instances. Limits concurrent requests: each blocks a thread of this HTTP
 * server, and a hanging instance must not occupy all of them. Thread-safe.
 */
final class OtherInstances {
    private static final int MAX_REQUESTS = 4;
    private static final HistoryClient.Limits LIMITS =
            new HistoryClient.Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), Integer.MAX_VALUE);

    private final HistoryClient client;
    private final Semaphore free = new Semaphore(MAX_REQUESTS);

    /** @param token shared by all instances; empty for none */
    OtherInstances(String token) {
        this.client = new HistoryClient(token, LIMITS);
    }

    /**
     * @throws IllegalArgumentException if the other instance rejects the range
     * @throws HistoryUnavailableException if the other instance does not answer, or cannot answer now
     */
    List<CountWindow> ask(HostInfo other, String camera, long from, long to) {
        String name = other.host() + ":" + other.port();
        URI server = address(other);
        if (!free.tryAcquire()) {
            throw unavailable(name, "too many requests to other instances are waiting", null);
        }
        try {
            return client.windows(server, camera, from, to, true);
        } catch (HistoryUnavailableException e) {
            throw unavailable(name, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(name, "this instance is stopping", e);
        } finally {
            free.release();
        }
    }

    private static URI address(HostInfo other) {
        try {
            return new URI("http", null, other.host(), other.port(), null, null, null);
        } catch (URISyntaxException e) {
            throw unavailable(other.host(), "its aggregator.kafka.application.server is not HOST:PORT", e);
        }
    }

    private static HistoryUnavailableException unavailable(String name, String why, Throwable cause) {
        return new HistoryUnavailableException(
                "the instance at " + name + ", which has the camera, cannot answer now, try again in a few seconds: "
                        + why,
                cause);
    }
}
