package dev.hawkeye.aggregator.keyframes;

import dev.hawkeye.kafka.RecordReader;
import dev.hawkeye.schemas.FrameRef;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads frame records with its own consumer, one at a time: keyframes are rare, so one consumer serves all stream
 * threads.
 *
 * <p>A read waits up to a minute: a broker restart must not cost a keyframe. (A transaction that is open at the time
 * may expire; then it is redone from the last commit, and nothing is counted twice.) A read fails only if frames stay
 * unreachable while everything else is reachable. After that, reads fail at once, so that counting continues, except
 * for one short retry every half minute.
 *
 * <p>Owns the consumer until {@link #close()}. Thread-safe.
 */
public final class KafkaFrameFetcher implements FrameFetcher, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TRIAL = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RecordReader reader;
    private final String topic;
    private boolean unreachable;
    private long unreachableSince;

    private KafkaFrameFetcher(RecordReader reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /**
     * @param consumerProperties native, with {@code bootstrap.servers}; no group is joined
     * @param topic the frames topic; no other is read, whatever a detection refers to
     */
    public static KafkaFrameFetcher connect(Map<String, Object> consumerProperties, String topic) {
        return new KafkaFrameFetcher(RecordReader.connect(consumerProperties), topic);
    }

    @Override
    public synchronized Optional<byte[]> fetch(FrameRef frame) {
        if (!frame.getTopic().equals(topic) || frame.getPartition() < 0 || frame.getOffset() < 0) {
            return Optional.empty();
        }
        if (unreachable && System.nanoTime() - unreachableSince < PAUSE.toNanos()) {
            throw new TimeoutException("frames could not be reached a moment ago");
        }
        try {
            Duration patience = unreachable ? TRIAL : PATIENCE;
            if (frame.getPartition() >= reader.partitions(topic, patience)) {
                return Optional.empty(); // the client would request it over and over until it exists
            }
            TopicPartition partition = new TopicPartition(topic, frame.getPartition());
            Optional<byte[]> value =
                    reader.read(partition, frame.getOffset(), patience).map(ConsumerRecord::value);
            unreachable = false;
            return value;
        } catch (TimeoutException e) {
            unreachable = true;
            unreachableSince = System.nanoTime();
            throw e;
        }
    }

    /** A waiting read ends with a {@link org.apache.kafka.common.errors.WakeupException}. */
    @Override
    public void close() {
        reader.wakeup();
        closeReader();
    }

    private synchronized void closeReader() {
        reader.close();
    }
}
