package dev.hawkeye.ingest.gate;

import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.Groupless;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.UndecodableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the results for the frames of gated cameras from the detections topic: only the partitions of this instance's
 * cameras, starting at their ends. Without the feed, gates use what they have already learned, so a broker that refuses
 * access or is down stops no camera. Runs on its own thread until {@link #stop()}; any thread may add and remove
 * cameras.
 */
public final class DetectionFeed implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(DetectionFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int FETCH_WAIT_MILLIS = 100; // a lossless camera may be waiting for the results

    private final Map<String, Object> properties;
    private final String topic;
    private final Deserializer<Detection> deserializer;
    private final ToIntBiFunction<String, Integer> partitioner;
    private final MeterRegistry metrics;
    private final Map<String, Findings> cameras = new ConcurrentHashMap<>();
    private final RefusalLog refusals = new RefusalLog(KafkaAccess.reading(), ThrottledLog.onceAMinute(log));
    private final StopSignal stop = new StopSignal();
    private Set<String> followed = Set.of();

    /**
     * @param kafkaProperties native properties of a client without a group
     * @param partitioner returns the partition of a camera, given the number of partitions
     */
    public DetectionFeed(
            Map<String, Object> kafkaProperties,
            String topic,
            Deserializer<Detection> deserializer,
            ToIntBiFunction<String, Integer> partitioner,
            MeterRegistry metrics) {
        this.properties = Groupless.properties(kafkaProperties);
        this.topic = topic;
        this.deserializer = deserializer;
        this.partitioner = partitioner;
        this.metrics = metrics;
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.putAll(FetchSize.properties());
        properties.put(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 14); // a few polls a second rather than one per frame
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
    }

    /**
     * Feeds a camera's gate from now on.
     *
     * @param audited called for each audit, on the feed's thread
     */
    public void add(String camera, GateLearning learning, Findings.Audited audited) {
        cameras.put(camera, new Findings(learning, audited));
    }

    /** Forgets cameras. */
    public void remove(Set<String> ids) {
        cameras.keySet().removeAll(ids);
    }

    @Override
    public void run() {
        while (!stop.isRaised()) {
            if (!cameras.isEmpty()) {
                try {
                    read();
                } catch (InterruptException | WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    if (refusals.warn(e).isEmpty()) {
                        log.warn("Gates cannot learn from {} for now: {}", topic, e.getMessage());
                    }
                }
            }
            stop.awaitRaised(cameras.isEmpty() ? POLL : PAUSE);
        }
    }

    private void read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            followed = Set.of();
            ClientMetrics shown = ClientMetrics.of(consumer, metrics);
            try {
                while (!stop.isRaised()) {
                    follow(consumer);
                    if (consumer.assignment().isEmpty()) {
                        stop.awaitRaised(POLL);
                    } else {
                        consumer.poll(POLL).forEach(this::take);
                    }
                }
            } finally {
                shown.close();
            }
        }
    }

    /** Assigns the partitions of the current cameras; retried until the topic exists. */
    private void follow(KafkaConsumer<String, byte[]> consumer) {
        Set<String> ids = Set.copyOf(cameras.keySet());
        if (ids.equals(followed)) {
            return;
        }
        int partitions = ids.isEmpty() ? 0 : consumer.partitionsFor(topic).size();
        if (partitions == 0 && !ids.isEmpty()) {
            return;
        }
        Set<TopicPartition> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(new TopicPartition(topic, partitioner.applyAsInt(id, partitions))));
        Set<TopicPartition> added = new HashSet<>(wanted);
        added.removeAll(consumer.assignment());
        consumer.assign(wanted);
        consumer.seekToEnd(added);
        followed = ids;
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Findings camera = record.key() == null ? null : cameras.get(record.key());
        if (camera == null) {
            return;
        }
        try {
            Detection detection = deserializer.deserialize(topic, record.value());
            if (detection != null && detection.getGated()) {
                camera.read(detection);
            }
        } catch (UndecodableException e) {
            log.debug("{}-{} at offset {} holds no detection", topic, record.partition(), record.offset(), e);
        }
    }

    /** Makes {@link #run()} return soon. */
    public void stop() {
        stop.raise();
    }
}
