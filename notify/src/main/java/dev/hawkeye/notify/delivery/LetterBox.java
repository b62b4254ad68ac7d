package dev.hawkeye.notify.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records that Kafka must acknowledge before anything else happens. Its producer is created with the first
 * record, since most sites never have one. Owns the producer until {@link #close()}. Thread-safe.
 */
public final class LetterBox implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Supplier<Producer<byte[], byte[]>> open;
    private Producer<byte[], byte[]> producer; // null before the first; guarded by this
    private boolean closed; // guarded by this

    LetterBox(Supplier<Producer<byte[], byte[]>> open) {
        this.open = open;
    }

    /** @param kafka native properties, including {@code bootstrap.servers} */
    public static LetterBox of(Map<String, Object> kafka) {
        Map<String, Object> properties = properties(kafka);
        return new LetterBox(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** Properties of a producer that gives up within 10 s, because its caller must keep polling its consumer. */
    public static Map<String, Object> properties(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.keySet().removeIf(LetterBox::isOfConsumers);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    private static boolean isOfConsumers(String key) {
        return ConsumerConfig.configNames().contains(key)
                && !ProducerConfig.configNames().contains(key);
    }

    /**
     * Writes a record; returns once Kafka has acknowledged it.
     *
     * @throws KafkaException when Kafka rejects it or does not respond
     */
    public void put(ProducerRecord<byte[], byte[]> letter) throws InterruptedException {
        try {
            producer().send(letter).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new KafkaException("the producer of dead letters is closed");
        }
        if (producer == null) {
            producer = open.get();
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
