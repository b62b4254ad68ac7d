package dev.hawkeye.ingest.sending;

import dev.hawkeye.kafka.KafkaAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what Kafka does not let one client do: once, and again each minute for as long as it is tried, however often
 * that is. Safe for use by many threads.
 */
public final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final long SILENCE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MAX_LINES = 100;

    private final KafkaAccess access;
    private final Map<String, Long> told = new HashMap<>(); // guarded by this

    public Refusals(KafkaAccess access) {
        this.access = access;
    }

    /** @return the line, whether it was logged now or a moment ago; empty when {@code failure} is no refusal */
    public Optional<String> tell(Throwable failure) {
        Optional<String> refusal = access.refusal(failure);
        if (refusal.isPresent() && isDue(refusal.get(), System.nanoTime())) {
            log.warn("{}", refusal.get());
        }
        return refusal;
    }

    synchronized boolean isDue(String line, long now) {
        Long before = told.get(line);
        if (before != null && now - before < SILENCE_NANOS) {
            return false;
        }
        if (told.size() >= MAX_LINES) {
            told.clear();
        }
        told.put(line, now);
        return true;
    }
}
