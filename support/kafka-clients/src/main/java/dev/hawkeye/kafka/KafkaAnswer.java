package dev.hawkeye.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** What Kafka answers to a client that waits for it. */
public final class KafkaAnswer {
    private KafkaAnswer() {}

    /**
     * Waits for an answer.
     *
     * @throws KafkaException which Kafka answered instead
     */
    public static <T> T of(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** Returns what Kafka answered instead of a result. */
    public static KafkaException failure(ExecutionException e) {
        return e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    }
}
