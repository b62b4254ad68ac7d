package dev.hawkeye.console.counts;

import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryClient;
import dev.hawkeye.counts.HistoryUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Queries aggregators over HTTP, one after the other until one answers: each of them knows, or finds out, which
 * instance has a camera's windows. Thread-safe.
 */
public final class HttpCountHistory implements CountHistory {
    private static final HistoryClient.Limits LIMITS =
            new HistoryClient.Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), 32 << 20);

    private final List<URI> aggregators;
    private final HistoryClient client;

    /**
     * @param aggregators their HTTP addresses
     * @param token the token they require; empty for none
     */
    public HttpCountHistory(List<String> aggregators, String token) {
        this.aggregators = aggregators.stream().map(URI::create).toList();
        this.client = new HistoryClient(token, LIMITS);
    }

    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        String why = "no aggregators are configured: set console.aggregators to their addresses";
        for (URI aggregator : aggregators) {
            try {
                return client.windows(aggregator, camera, from, to, false);
            } catch (HistoryUnavailableException e) {
                why = aggregator + " does not answer: " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HistoryUnavailableException("the console is stopping", e);
            }
        }
        throw new HistoryUnavailableException(why);
    }
}
