package dev.hawkeye.ingest.sending;

import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer of an instance, shared by all its cameras. Thread-safe.
 *
 * <p>It is idempotent and never abandons an accepted record (delivery has no timeout), so streams have no gaps in
 * Kafka. When its buffer is full or the topic's metadata is missing, it refuses records at once; the camera decides
 * whether to drop the frame or to offer it again.
 */
public final class RecordSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordSender.class);
    private static final int MAX_BLOCK_MS = 20;
    private static final int BATCH_BYTES = 1_000_000; // like FetchSize, since the broker reads requests the same way
    private static final int MAX_REQUEST_BYTES = 16 << 20;
    private static final long BUFFER_BYTES = 64 << 20;
    private static final Duration BETWEEN_PRODUCERS = Duration.ofSeconds(2);
    private static final KafkaAccess ACCESS = KafkaAccess.writing();

    private final Map<String, Object> properties;
    private final MeterRegistry metrics;
    private final RefusalLog refusals = new RefusalLog(ACCESS, ThrottledLog.onceAMinute(log));
    private ClientMetrics shown; // guarded by this
    private volatile Producer<String, byte[]> producer;
    private volatile boolean refused;
    private long createdNanos = System.nanoTime(); // guarded by this

    /** @param kafkaProperties native properties; they override those set here */
    public RecordSender(Map<String, Object> kafkaProperties, MeterRegistry metrics) {
        this.metrics = metrics;
        properties = new HashMap<>();
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"); // JPEGs do not compress
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // With one request in flight, nothing overtakes the first record of a new partition that is not ready yet;
        // otherwise the broker would reject an idempotent producer forever. Larger batches compensate.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        properties.putAll(kafkaProperties);
        producer = create();
        shown = ClientMetrics.of(producer, metrics);
    }

    private Producer<String, byte[]> create() {
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** Fetches the metadata of {@code topic}, without which its first records would be refused. */
    public void learn(String topic, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (partitions(topic).isEmpty()) {
            if (refused) {
                return; // already logged
            }
            if (System.nanoTime() > end) {
                log.warn("Kafka does not answer, or has no topic {}", topic);
                return;
            }
        }
    }

    /** @return number of partitions of {@code topic}, empty when unknown, or when Kafka denies access */
    Optional<Integer> partitions(String topic) {
        try {
            return Optional.of(producer.partitionsFor(topic).size());
        } catch (KafkaException e) {
            log.debug("No partitions of {} yet", topic, e);
            refused = refusals.warn(e).isPresent();
            return Optional.empty();
        }
    }

    /** Logs an access refusal for a record whose failure is not reported elsewhere. */
    public void report(Exception failure) {
        refusals.warn(failure);
    }

    /** @return the reason why a record was not accepted or not delivered, for the user */
    static String why(Exception failure) {
        return ACCESS.refusal(failure).orElse(failure.getMessage());
    }

    /**
     * Sends a record without waiting for Kafka.
     *
     * @param later called on the producer's thread with the outcome, unless the record was refused
     * @return the refusal; empty when it was accepted
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback gets the result
    public Optional<RuntimeException> offer(ProducerRecord<String, byte[]> record, Callback later) {
        Producer<String, byte[]> current = producer;
        Handover handover = new Handover(later);
        try {
            current.send(record, handover);
            return Optional.ofNullable(handover.refusal);
        } catch (InterruptException e) {
            return Optional.of(e);
        } catch (KafkaException e) {
            renew(current, e);
            return Optional.of(e);
        } catch (IllegalStateException e) { // closed by close(), or replaced
            return Optional.of(e);
        }
    }

    /**
     * Replaces a producer that throws, since it never recovers from its error state. The cause may persist, so there is
     * a pause between replacements.
     */
    private synchronized void renew(Producer<String, byte[]> broken, KafkaException cause) {
        if (producer == broken && System.nanoTime() - createdNanos > BETWEEN_PRODUCERS.toNanos()) {
            if (refusals.warn(cause).isEmpty()) {
                log.warn("Replacing the producer, since it failed: {}", cause.getMessage());
            }
            createdNanos = System.nanoTime();
            producer = create();
            shown.close();
            shown = ClientMetrics.of(producer, metrics);
            broken.close(Duration.ZERO);
        }
    }

    /** Waits at most {@code longest} until all accepted records are delivered; then accepts no more. */
    public void close(Duration longest) {
        hideMetrics();
        producer.close(longest);
    }

    private synchronized void hideMetrics() {
        shown.close();
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Distinguishes a refusal, reported during the call, from a later failure, reported on the producer's thread. */
    private static final class Handover implements Callback {
        private final Thread caller = Thread.currentThread();
        private final Callback later;
        private RuntimeException refusal;

        Handover(Callback later) {
            this.later = later;
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (Thread.currentThread() != caller) {
                later.onCompletion(metadata, failure);
            } else if (failure != null) {
                refusal = failure instanceof RuntimeException e ? e : new KafkaException(failure);
            }
        }
    }
}
