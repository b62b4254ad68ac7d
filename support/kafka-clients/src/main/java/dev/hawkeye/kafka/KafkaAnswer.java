package dev.hawkeye.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** The results of Kafka clients' futures. */
public final class KafkaAnswer {
    private KafkaAnswer() {}

    /**
     * Waits for a result.
     *
     * @throws KafkaException the error that Kafka returned instead
     */
    public static <T> T of(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** Returns the error that Kafka returned instead of a result. */
    public static KafkaException failure(ExecutionException e) {
        return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
}
