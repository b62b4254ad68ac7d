package dev.hawkeye.detector.delivery;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What each running detector says of its model, on {@code model-status}. Owns a consumer until {@link #close()}. Used by
 * one thread.
 */
public final class InstanceStates implements AutoCloseable {
    /** A detector that was silent for longer is not there any more. */
    public static final Duration LONGEST_SILENCE = ModelFollower.REPORT_INTERVAL.multipliedBy(3);
    /** Anybody who may write to the topic can invent detectors. */
    private static final int MAX_INSTANCES = 10_000;

    private final TopicScan scan;
    private final String topic;
    private final Deserializer<ModelStatus> deserializer;
    private final SortedMap<String, Seen> byInstance = new TreeMap<>();
    private long newestMillis;

    private record Seen(ModelStatus status, long millis) {}

    private InstanceStates(TopicScan scan, String topic, SchemaRegistry registry) {
        this.scan = scan;
        this.topic = topic;
        this.deserializer = registry.serde(ModelStatus.class).deserializer();
    }

    /**
     * Reads what was said lately.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public static InstanceStates open(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        long from = System.currentTimeMillis() - LONGEST_SILENCE.multipliedBy(2).toMillis();
        InstanceStates states =
                new InstanceStates(TopicScan.from(kafka, topics.modelStatus(), from), topics.modelStatus(), registry);
        try {
            states.scan.toEnd(states::take);
            return states;
        } catch (RuntimeException e) {
            states.close();
            throw e;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        String instance = ModelKeys.text(record.key());
        newestMillis = Math.max(newestMillis, record.timestamp());
        if (record.value() == null || (byInstance.size() >= MAX_INSTANCES && !byInstance.containsKey(instance))) {
            return;
        }
        try {
            byInstance.put(instance, new Seen(deserializer.deserialize(topic, record.value()), record.timestamp()));
        } catch (UndecodableException e) {
            byInstance.remove(instance);
        }
    }

    /** Waits up to {@code longest} for more. */
    public void poll(Duration longest) {
        scan.poll(longest, this::take);
    }

    /**
     * The last word of each detector that has not stopped and was heard of lately, by the broker's clock or this machine's,
     * whichever is later. A detector says nothing while it loads a model, so one that does counts however long it takes.
     */
    public Collection<ModelStatus> ofRunning() {
        long now = Math.max(newestMillis, System.currentTimeMillis());
        return byInstance.values().stream()
                .filter(seen -> seen.status().getState() == ModelState.LOADING
                        || now - seen.millis() <= LONGEST_SILENCE.toMillis())
                .map(Seen::status)
                .filter(status -> status.getState() != ModelState.STOPPED)
                .toList();
    }

    @Override
    public void close() {
        scan.close();
    }
}
