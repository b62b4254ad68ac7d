package dev.hawkeye.schemas;

import dev.hawkeye.kafka.Backoff;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a schema registry that is unavailable, or refuses for now, instead of giving up the record: the record is
 * not at fault. Retries with exponential backoff, for at most 5 s; then the failure is rethrown, and the stream
 * restarts from its last commit, as often as needed. A longer wait would exceed the transaction timeout (10 s) and lose
 * the work done so far.
 *
 * <p>Thread-safe. {@link #giveUp()}, or an interrupt, ends the wait with the failure.
 */
public final class RegistryPatience {
    private static final Logger log = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private volatile boolean givenUp;

    /** Ends all waits from now on: the service is shutting down. */
    public void giveUp() {
        givenUp = true;
    }

    /**
     * Calls {@code work} until it no longer fails because of the registry.
     *
     * @throws RegistryException when the registry is still unavailable after 5 s, or the wait was ended
     */
    public <T> T call(Supplier<T> work) {
        Backoff backoff = Backoff.exact(FIRST_PAUSE, MAX_PAUSE);
        long waited = 0;
        while (true) {
            try {
                return work.get();
            } catch (RegistryException e) {
                if (givenUp || waited >= MAX_WAIT.toMillis()) {
                    throw e;
                }
                long pause = backoff.next().toMillis();
                log.warn("{}; next try in {} ms", e.getMessage(), pause);
                sleep(pause, e);
                waited += pause;
            }
        }
    }

    private static void sleep(long millis, RegistryException cause) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }
}
