package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.FrameRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads frame records with a consumer of its own, one at a time: keyframes are rare, so one consumer serves all stream
 * threads.
 *
 * <p>A read waits for a minute: a broker that starts again must not cost a keyframe. (A transaction that is open
 * meanwhile may expire; then it is done again from the last commit, with nothing counted twice.) Only when frames stay
 * out of reach, while everything else can be reached, is a read given up. Then each read fails at once, so that
 * counting goes on, but for one every half minute that tries again, briefly.
 *
 * <p>Owns the consumer until {@link #close()}. Safe for use by many threads.
 */
final class KafkaFrameFetcher implements FrameFetcher, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TRIAL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private boolean unreachable;
    private long unreachableSince;

    private KafkaFrameFetcher(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /**
     * @param consumerProperties native, with {@code bootstrap.servers}; no group is joined
     * @param topic of frames; no other is read, whatever a detection refers to
     */
    static KafkaFrameFetcher connect(Map<String, Object> consumerProperties, String topic) {
        Map<String, Object> properties = new HashMap<>(consumerProperties);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        properties.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        // The detection refers to the record, so it is there to be read, whatever transactions are open behind it.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // A broker sends the first batch whatever its size, and with this nothing beyond it.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);
        return new KafkaFrameFetcher(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    @Override
    public synchronized Optional<byte[]> fetch(FrameRef frame) {
        if (!frame.getTopic().equals(topic) || frame.getPartition() < 0 || frame.getOffset() < 0) {
            return Optional.empty();
        }
        if (unreachable && System.nanoTime() - unreachableSince < PAUSE.toNanos()) {
            throw new TimeoutException("frames could not be reached a moment ago");
        }
        TopicPartition partition = new TopicPartition(frame.getTopic(), frame.getPartition());
        consumer.assign(List.of(partition));
        try {
            consumer.seek(partition, frame.getOffset());
            return read(frame);
        } catch (OffsetOutOfRangeException e) {
            return Optional.empty();
        } finally {
            consumer.unsubscribe();
        }
    }

    private Optional<byte[]> read(FrameRef frame) {
        long begin = System.nanoTime();
        Duration longest = unreachable ? TRIAL : PATIENCE;
        Duration left = longest;
        while (left.toMillis() > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(left)) {
                unreachable = false;
                return record.offset() == frame.getOffset() ? Optional.ofNullable(record.value()) : Optional.empty();
            }
            left = longest.minusNanos(System.nanoTime() - begin);
        }
        unreachable = true;
        unreachableSince = System.nanoTime();
        throw new TimeoutException("no answer within " + longest.toSeconds() + " s");
    }

    /** A read that waits ends with a {@link org.apache.kafka.common.errors.WakeupException}. */
    @Override
    public void close() {
        consumer.wakeup();
        closeConsumer();
    }

    private synchronized void closeConsumer() {
        consumer.close();
    }
}
