package dev.hawkeye.site.settings;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What each running service says of its settings, on {@code site-status}. Owns a consumer until {@link #close()}. Used by
 * one thread.
 */
public final class ServiceStates implements AutoCloseable {
    /** A service that was silent for longer is not there any more. */
    public static final Duration LONGEST_SILENCE = SettingsFollower.REPORT_INTERVAL.multipliedBy(3);

    private static final Duration STEP = Duration.ofMillis(300);
    /** Anybody who may write to the topic can invent services. */
    private static final int MAX_SERVICES = 10_000;

    private final TopicScan scan;
    private final String topic;
    private final Deserializer<SiteStatus> deserializer;
    private final SortedMap<String, Seen> byKey = new TreeMap<>();
    private long newestMillis;

    private record Seen(SiteStatus status, long millis) {}

    private ServiceStates(TopicScan scan, String topic, SchemaRegistry registry) {
        this.scan = scan;
        this.topic = topic;
        this.deserializer = registry.serde(SiteStatus.class).deserializer();
    }

    /**
     * Reads what was said lately.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @throws KafkaException when Kafka does not answer
     */
    public static ServiceStates open(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        long from = System.currentTimeMillis() - LONGEST_SILENCE.multipliedBy(2).toMillis();
        ServiceStates states =
                new ServiceStates(TopicScan.from(kafka, topics.siteStatus(), from), topics.siteStatus(), registry);
        try {
            states.scan.toEnd(states::take);
            return states;
        } catch (RuntimeException e) {
            states.close();
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String key = TopicScan.key(record);
        newestMillis = Math.max(newestMillis, record.timestamp());
        if (record.value() == null || (byKey.size() >= MAX_SERVICES && !byKey.containsKey(key))) {
            return;
        }
        try {
            byKey.put(key, new Seen(deserializer.deserialize(topic, record.value()), record.timestamp()));
        } catch (UndecodableException e) {
            byKey.remove(key);
        }
    }

    /** Waits up to {@code longest} for more. */
    public void poll(Duration longest) {
        scan.poll(longest, this::take);
    }

    /**
     * The last word of each service that has not stopped and was heard of lately, by the broker's clock or this machine's,
     * whichever is later.
     */
    public Collection<SiteStatus> ofRunning() {
        long now = Math.max(newestMillis, System.currentTimeMillis());
        return byKey.values().stream()
                .filter(seen -> now - seen.millis() <= LONGEST_SILENCE.toMillis())
                .map(Seen::status)
                .filter(status -> status.getState() != SettingsState.STOPPED)
                .toList();
    }

    /**
     * Waits until every service that runs has answered to a revision, or to a later one.
     *
     * @return the last word of each then, or after {@code longest}
     */
    public Collection<SiteStatus> awaitAnswers(long revision, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!ofRunning().stream().allMatch(one -> one.getRevision() >= revision) && System.nanoTime() < end) {
            poll(STEP);
        }
        return ofRunning();
    }

    /** Whether it is this revision that a service refuses. */
    public static boolean refuses(SiteStatus status, long revision) {
        return status.getRevision() == revision && status.getState() == SettingsState.REFUSED;
    }

    @Override
    public void close() {
        scan.close();
    }
}
