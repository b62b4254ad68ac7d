package dev.hawkeye.notify.mqtt;

import dev.hawkeye.kafka.FollowerThread;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.schemas.WindowCount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the {@link Sensors} of one broker from {@code counts}, starting with those of the last minutes, and from new
 * {@code keyframes} if it gets pictures: without a consumer group and without delivery guarantees, since each state
 * replaces the previous one. Owns a thread, its clients and the sensors from {@link #start()} to {@link #close()}.
 */
public final class SensorFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SensorFeed.class);
    private static final Duration POLL = Duration.ofMillis(300);
    /**
     * How far back it begins. What was seen when the previous process ended is still on the broker, and would stay if it
     * is not seen again.
     */
    private static final Duration EARLIER = Duration.ofMinutes(10);

    private final TargetConfig target;
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final Deserializer<WindowCount> counts;
    private final Deserializer<Keyframe> keyframes;
    private final Sensors sensors;
    private final Clock clock;
    private final ThrottledLog trouble = ThrottledLog.onceAMinute(log);
    private final FollowerThread thread;

    /** @param kafka native consumer properties, including {@code bootstrap.servers} */
    public SensorFeed(
            TargetConfig target,
            NotifyConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            Clock clock) {
        this.target = target;
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.counts = registry.serde(WindowCount.class).deserializer();
        this.keyframes = registry.serde(Keyframe.class).deserializer();
        this.sensors = new Sensors(target, config);
        this.clock = clock;
        this.thread = new FollowerThread("hawkeye-sensors-" + target.name(), this::run);
    }

    /** Starts the thread; returns at once. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!thread.isClosing()) {
            try (TopicScan newCounts = TopicScan.from(kafka, topics.counts(), clock.millis() - EARLIER.toMillis())) {
                thread.reads(newCounts);
                newCounts.toEnd(record -> takeCount(record, arrival(record)));
                follow(newCounts);
            } catch (WakeupException e) {
                log.debug("woken up to end");
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                String line = KafkaAccess.reading()
                        .refusal(e)
                        .orElseGet(() -> "sensors of the target " + target.name()
                                + " cannot read the topics, retrying: " + e.getMessage());
                trouble.warn("{}", line);
                log.debug("sensors cannot follow the topics", e);
                thread.pause();
            } finally {
                thread.reads(null);
            }
        }
        sensors.close();
    }

    private void follow(TopicScan newCounts) throws InterruptedException {
        if (target.pictures().bytes() == 0) {
            while (!thread.isClosing()) {
                newCounts.poll(POLL, record -> takeCount(record, clock.instant()));
                sensors.look(clock.instant());
            }
            return;
        }
        try (TopicScan newKeyframes = TopicScan.from(kafka, topics.keyframes(), clock.millis())) {
            while (!thread.isClosing()) {
                newCounts.poll(POLL, record -> takeCount(record, clock.instant()));
                newKeyframes.poll(Duration.ZERO, this::takeKeyframe);
                sensors.look(clock.instant());
            }
        }
    }

    private Instant arrival(ConsumerRecord<byte[], byte[]> record) {
        return Instant.ofEpochMilli(Math.min(record.timestamp(), clock.millis()));
    }

    /** @param arrival when it was written */
    private void takeCount(ConsumerRecord<byte[], byte[]> record, Instant arrival) {
        try {
            sensors.take(counts.deserialize(record.topic(), record.value()), arrival);
        } catch (UndecodableException e) {
            log.debug("{}-{}@{} is skipped", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void takeKeyframe(ConsumerRecord<byte[], byte[]> record) {
        try {
            sensors.take(keyframes.deserialize(record.topic(), record.value()));
        } catch (UndecodableException e) {
            log.debug("{}-{}@{} is skipped", record.topic(), record.partition(), record.offset(), e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
