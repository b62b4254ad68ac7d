package dev.hawkeye.site.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.FollowerThread;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingRecord;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows {@code site-settings} for one process, and reports on {@code site-status} whether the process has applied or
 * refused a revision. While Kafka is unavailable, it retries, and the last settings stay in effect.
 *
 * <p>Owns a thread and its clients from {@link #start()} to {@link #close()}. Thread-safe.
 */
public final class SettingsFollower implements FollowedSettings, AutoCloseable {
    static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(SettingsFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int PATIENCE_MILLIS = 2_000;

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final String service;
    private final String instance;
    private final Deserializer<SettingRecord> deserializer;
    private final Serializer<SiteStatus> serializer;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final RefusalLog reading = new RefusalLog(KafkaAccess.reading(), ThrottledLog.onceAMinute(log));
    private final RefusalLog writing = new RefusalLog(KafkaAccess.writing(), ThrottledLog.onceAMinute(log));
    private final CountDownLatch known = new CountDownLatch(1);
    private final FollowerThread thread = new FollowerThread("hawkeye-settings", this::run);
    private volatile LiveSettings current = LiveSettings.NONE;
    private volatile Answer answer;

    /** The process's answer to a revision. */
    private record Answer(long revision, SettingsState state, String profile, String reason) {}

    /**
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param service command name
     * @param instance HOST/PROCESS
     */
    public SettingsFollower(
            Map<String, Object> kafka, Topics topics, SchemaRegistry registry, String service, String instance) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.service = service;
        this.instance = instance;
        this.deserializer = registry.serde(SettingRecord.class).deserializer();
        this.serializer = registry.serde(SiteStatus.class).serializer();
    }

    /** Starts the thread; returns at once. */
    public void start() {
        thread.start();
    }

    @Override
    public boolean awaitFirst(Duration longest) throws InterruptedException {
        return known.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public LiveSettings current() {
        return current;
    }

    @Override
    public void applied(long revision, String profile) {
        answer = new Answer(revision, SettingsState.APPLIED, profile, null);
    }

    @Override
    public void refused(long revision, String reason) {
        answer = new Answer(revision, SettingsState.REFUSED, null, reason);
    }

    private void run() {
        try (Producer<byte[], byte[]> producer = producer()) {
            while (!thread.isClosing()) {
                try (TopicScan opened = TopicScan.fromBeginning(kafka, topics.siteSettings())) {
                    thread.reads(opened);
                    SettingsLog read = new SettingsLog(topics.siteSettings(), deserializer);
                    opened.toEnd(read::take);
                    follow(opened, read, producer);
                } catch (WakeupException e) {
                    log.debug("woken up to end");
                } catch (KafkaException e) {
                    if (reading.warn(e).isEmpty()) {
                        trouble.warn("Topic {} cannot be read: {}; retrying", topics.siteSettings(), e.getMessage());
                    }
                    thread.pause();
                } finally {
                    thread.reads(null);
                }
            }
            Answer last = answer;
            if (last != null) {
                report(producer, new Answer(last.revision(), SettingsState.STOPPED, null, null));
            }
        } catch (RuntimeException e) {
            log.error("Topic {} is no longer followed; restart this process: {}", topics.siteSettings(), e.toString());
            log.debug("following settings failed", e);
        }
    }

    private void follow(TopicScan from, SettingsLog read, Producer<byte[], byte[]> producer) {
        Answer reported = null;
        long reportedNanos = 0;
        while (!thread.isClosing()) {
            current = read.current();
            known.countDown();
            Answer now = answer;
            boolean due = System.nanoTime() - reportedNanos > REPORT_INTERVAL.toNanos();
            if (now != null && (due || !now.equals(reported))) {
                report(producer, now);
                reported = now;
                reportedNanos = System.nanoTime();
            }
            from.poll(POLL, read::take);
            trouble.reset();
        }
    }

    private void report(Producer<byte[], byte[]> producer, Answer now) {
        SiteStatus status = new SiteStatus(
                service, instance, now.state(), now.revision(), now.profile(), now.reason(), Instant.now());
        byte[] key = (service + "/" + instance).getBytes(UTF_8);
        var unused = producer.send(
                new ProducerRecord<>(topics.siteStatus(), key, serializer.serialize(topics.siteStatus(), status)),
                (metadata, failure) -> {
                    if (failure != null) {
                        writing.warn(failure);
                    }
                });
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reports that the process stops, if Kafka is available; takes at most a few seconds. */
    @Override
    public void close() {
        thread.close();
    }
}
