package dev.hawkeye.schemas;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a schema registry that is away, instead of giving the record up: the record is not to blame. Tries again
 * with pauses that grow to 5 s, for a minute at most; then the failure goes up, and whoever runs the stream starts over
 * from what is committed. A minute is well within {@code max.poll.interval.ms}, so waiting costs no rebalance.
 *
 * <p>Safe for use by many threads. {@link #giveUp()}, or an interrupt, ends the wait with the failure.
 */
public final class RegistryPatience {
    private static final Logger log = LoggerFactory.getLogger(RegistryPatience.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private volatile boolean givenUp;

    /** From now on nobody waits any more: the service shuts down. */
    public void giveUp() {
        givenUp = true;
    }

    /**
     * Calls {@code work} until it does not fail for the registry.
     *
     * @throws RegistryException when the registry is still away after a minute, or the wait was ended
     */
    public <T> T call(Supplier<T> work) {
        long pause = 100;
        long waited = 0;
        while (true) {
            try {
                return work.get();
            } catch (RegistryException e) {
                if (givenUp || waited >= LONGEST_WAIT.toMillis()) {
                    throw e;
                }
                log.warn("the schema registry is away, next try in {} ms: {}", pause, e.getMessage());
                sleep(pause, e);
                waited += pause;
                pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
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
