package dev.hawkeye.console.intake;

import dev.hawkeye.console.metrics.ConsoleMeters;
import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.Groupless;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.UndecodableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed records of all partitions of one topic, without a group, on its own thread. On any failure of
 * Kafka or the registry it retries with growing pauses and one line in the log, and resumes at the same record. A
 * record that Hawkeye cannot use is counted and skipped.
 *
 * <p>Owns its thread and its consumer from {@link #start()} to {@link #close()}.
 */
public final class TopicTail<T extends SpecificRecord> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration RELEASING = Duration.ofSeconds(1);
    /** Maximum time until a new partition of the topic is noticed. */
    private static final long LOOK_NANOS = Duration.ofMinutes(1).toNanos();

    private final String topic;
    private final StartOffsets start;
    private final Supplier<Map<String, Object>> kafka;
    private final Deserializer<T> deserializer;
    private final Sink<T> sink;
    private final MeterRegistry metrics;
    private final Counter undecodable;
    private final RegistryPatience patience = new RegistryPatience();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread;
    private volatile Consumer<byte[], byte[]> consumer;
    private ClientMetrics shown;
    private final Backoff backoff = Backoff.exact(FIRST_PAUSE, MAX_PAUSE);
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean ready;

    /** Receives the records of one tail, on its thread. */
    public interface Sink<T> {
        /**
         * Takes one record.
         *
         * @param value null for a tombstone
         * @throws RuntimeException when the record cannot be used; it is then counted and skipped
         */
        void accept(ConsumerRecord<byte[], byte[]> record, T value);
    }

    /** @param kafka native consumer properties, including {@code bootstrap.servers}; requested on start */
    public TopicTail(
            String topic,
            StartOffsets start,
            Supplier<Map<String, Object>> kafka,
            SchemaRegistry registry,
            Class<T> type,
            ConsoleMeters meters,
            Sink<T> sink) {
        this.topic = topic;
        this.start = start;
        this.kafka = kafka;
        this.deserializer = registry.serde(type).deserializer();
        this.sink = sink;
        this.metrics = meters.registry();
        this.undecodable = meters.undecodable(topic);
        this.thread = new Thread(this::run, "console-" + topic);
        thread.setDaemon(true);
    }

    private Map<String, Object> properties(Map<String, Object> kafka) {
        Map<String, Object> properties = Groupless.properties(kafka);
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "hawkeye-console-" + topic);
        FetchSize.properties().forEach(properties::putIfAbsent);
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Records expired before they were read, or this is another topic of the same name: read the records that are
        // there.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }

    /** Returns at once, even if no broker is reachable. */
    public void start() {
        thread.start();
    }

    /**
     * Whether the topic is being read, as far as can be known: Kafka's clients do not report a broker that went away.
     */
    public boolean ready() {
        return ready;
    }

    public boolean live() {
        return thread.isAlive();
    }

    private void run() {
        while (!isClosing()) {
            try {
                consumer = new KafkaConsumer<>(
                        properties(kafka.get()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                shown = ClientMetrics.of(consumer, metrics);
                assign(consumer);
                readOn(consumer);
            } catch (RuntimeException e) {
                logOnce(e);
            }
            if (ready) {
                backoff.reset();
            }
            ready = false;
            release();
            pause(backoff.next());
        }
    }

    /** Does not wait for a broker that may be unavailable. */
    private void release() {
        try {
            if (shown != null) {
                shown.close();
                shown = null;
            }
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(RELEASING));
            }
        } catch (RuntimeException e) {
            log.debug("a consumer of {} did not close cleanly", topic, e);
        }
        consumer = null;
    }

    private void assign(Consumer<?, ?> from) {
        List<PartitionInfo> infos = from.partitionsFor(topic);
        if (infos.isEmpty()) {
            throw new KafkaException("there is no topic " + topic + " yet");
        }
        List<TopicPartition> all = new ArrayList<>();
        List<TopicPartition> unknown = new ArrayList<>();
        for (PartitionInfo info : infos) {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            all.add(partition);
            if (!next.containsKey(partition)) {
                unknown.add(partition);
            }
        }
        // Partitions added later are read from their beginning, so that nothing is missed.
        next.putAll((next.isEmpty() ? start : StartOffsets.beginning()).offsets(from, unknown));
        from.assign(all);
        all.forEach(partition -> from.seek(partition, next.get(partition)));
    }

    private void readOn(Consumer<byte[], byte[]> from) {
        long looked = System.nanoTime();
        while (!isClosing()) {
            ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
            if (!ready) {
                // Not earlier: a client that may see a topic but not read it gets as far as this poll.
                ready = true;
                trouble.reset();
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (isClosing()) {
                    return;
                }
                take(record);
                next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
            }
            if (System.nanoTime() - looked > LOOK_NANOS) {
                looked = System.nanoTime();
                if (from.partitionsFor(topic).size() > next.size()) {
                    assign(from);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        T value;
        try {
            value = patience.call(() -> deserializer.deserialize(topic, record.value()));
        } catch (UndecodableException e) {
            undecodable.increment();
            log.debug("{}-{}@{} is skipped", topic, record.partition(), record.offset(), e);
            return;
        }
        try {
            sink.accept(record, value);
        } catch (RuntimeException e) {
            // A retry would fail the same way, and nothing after this record would ever be read.
            undecodable.increment();
            log.debug("{}-{}@{} is skipped", topic, record.partition(), record.offset(), e);
        }
    }

    /** Logs each kind of failure once. */
    private void logOnce(RuntimeException e) {
        if (isClosing()) {
            return;
        }
        String line = KafkaAccess.reading()
                .refusal(e)
                .orElseGet(() -> "topic " + topic + " cannot be read, retrying: " + reason(e));
        trouble.warn("{}", line);
        log.debug("topic {} cannot be read", topic, e);
    }

    /** "A consumer could not be created" says nothing; "the broker's name does not resolve" does. */
    private static String reason(RuntimeException e) {
        return e.getCause() instanceof ConfigException unusable ? unusable.getMessage() : e.getMessage();
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Stops reading, within 5 s. */
    @Override
    public void close() {
        closing.countDown();
        patience.giveUp();
        Consumer<?, ?> waiting = consumer;
        if (waiting != null) {
            waiting.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
