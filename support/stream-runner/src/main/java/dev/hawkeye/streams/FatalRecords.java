package dev.hawkeye.streams;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The records over which a stream thread died, so that its replacement sets them aside instead of dying over them as
 * well. Foreseeable bad records are rejected before they do any harm; this class handles all others. A failure of
 * Kafka or the registry is not the record's fault.
 *
 * <p>A record's partial work is rolled back with its transaction when the thread dies, so the record cannot be set
 * aside at once. The newest {@value #MAX_RECORDS} are remembered until the process ends.
 *
 * <p>One per topology; thread-safe.
 */
public final class FatalRecords {
    static final int MAX_RECORDS = 1_000;

    private final Map<Place, String> reasons = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, String> eldest) {
            return size() > MAX_RECORDS;
        }
    }; // guarded by this

    private record Place(TopicPartition partition, long offset) {}

    /** @return why this record must be set aside; empty for all others */
    public synchronized Optional<String> reason(TopicPartition partition, long offset) {
        return Optional.ofNullable(reasons.get(new Place(partition, offset)));
    }

    /** Processes a record; if the record makes that fail, remembers it and rethrows the failure. */
    public void run(TopicPartition partition, long offset, Runnable work) {
        call(partition, offset, () -> {
            work.run();
            return null;
        });
    }

    /** Like {@link #run}, with a result. */
    public <T> T call(TopicPartition partition, long offset, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | StackOverflowError e) {
            if (isTheRecords(e)) {
                blame(partition, offset, e);
            }
            throw e;
        }
    }

    private static boolean isTheRecords(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KafkaException || cause instanceof InterruptedException) {
                return false;
            }
        }
        return !Thread.currentThread().isInterrupted();
    }

    private synchronized void blame(TopicPartition partition, long offset, Throwable failure) {
        reasons.put(new Place(partition, offset), "a stream thread died over it: " + failure);
    }
}
