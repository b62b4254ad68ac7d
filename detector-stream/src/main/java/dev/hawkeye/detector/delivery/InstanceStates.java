package dev.hawkeye.detector.delivery;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What the detectors say of their models, on {@code model-status}: which one each uses, and what speaks against one. Owns a
 * consumer until {@link #close()}. Used by one thread.
 */
public final class InstanceStates implements AutoCloseable {
    /** A detector that was silent for longer is not there any more. */
    public static final Duration LONGEST_SILENCE = ModelFollower.REPORT_INTERVAL.multipliedBy(3);

    /** Of a detector that loads a model, which says nothing meanwhile. */
    private static final Duration LONGEST_LOADING = Duration.ofMinutes(20);

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    /** Anybody who may write to the topic can invent detectors. */
    private static final int MAX_KEYS = 10_000;

    private final TopicScan scan;
    private final String topic;
    private final Deserializer<ModelStatus> deserializer;
    private final SortedMap<String, Seen> byInstance = new TreeMap<>();
    private final SortedMap<String, ModelStatus> refusals = new TreeMap<>();
    private long newestMillis;

    private record Seen(ModelStatus status, long millis) {}

    private InstanceStates(TopicScan scan, String topic, SchemaRegistry registry) {
        this.scan = scan;
        this.topic = topic;
        this.deserializer = registry.serde(ModelStatus.class).deserializer();
    }

    /**
     * Reads all that was said.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public static InstanceStates open(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        InstanceStates states = new InstanceStates(
                TopicScan.fromBeginning(kafka, topics.modelStatus()), topics.modelStatus(), registry);
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
        ModelStatus status = status(record.value());
        if (ModelKeys.isRefused(key)) {
            put(refusals, key, status);
        } else {
            put(byInstance, key, status == null ? null : new Seen(status, record.timestamp()));
        }
    }

    private static <T> void put(Map<String, T> into, String key, T value) {
        if (value == null) {
            into.remove(key);
        } else if (into.size() < MAX_KEYS || into.containsKey(key)) {
            into.put(key, value);
        }
    }

    private ModelStatus status(byte[] value) {
        try {
            return value == null ? null : deserializer.deserialize(topic, value);
        } catch (UndecodableException e) {
            return null;
        }
    }

    /** Waits up to {@code longest} for more. */
    public void poll(Duration longest) {
        scan.poll(longest, this::take);
    }

    /**
     * The last word of each detector that has not stopped and was heard of lately, by the broker's clock or this machine's,
     * whichever is later.
     */
    public Collection<ModelStatus> ofRunning() {
        return byInstance.values().stream()
                .filter(seen -> age(seen) <= longestSilence(seen).toMillis())
                .map(Seen::status)
                .filter(status -> status.getState() != ModelState.STOPPED)
                .toList();
    }

    private static Duration longestSilence(Seen seen) {
        return seen.status().getState() == ModelState.LOADING ? LONGEST_LOADING : LONGEST_SILENCE;
    }

    private long age(Seen seen) {
        return Math.max(newestMillis, System.currentTimeMillis()) - seen.millis();
    }

    /** Why a detector refuses a model while it is tried, and which one; empty when none does. */
    public Optional<String> refusal(ActiveModel active) {
        return Optional.ofNullable(refusals.get(ModelKeys.refused(active.getRevision())))
                .filter(one -> one.getTrial() != null
                        && one.getTrial().getSha256().equals(active.getModel().getSha256()))
                .map(one -> one.getReason() + " (detector " + one.getInstance() + ")");
    }

    /** What the others than {@code instance} have compared of a model, also those that are not there any more. */
    List<ModelTrial> trials(ActiveModel active, String instance) {
        return byInstance.values().stream()
                .map(Seen::status)
                .filter(status -> !status.getInstance().equals(instance))
                .filter(status -> status.getRevision() == active.getRevision())
                .map(ModelStatus::getTrial)
                .filter(trial -> trial != null
                        && trial.getSha256().equals(active.getModel().getSha256()))
                .toList();
    }

    /** Keys of what needs not be known any more: of detectors that are long gone, and of refusals of models before. */
    List<String> obsolete(long revision) {
        Stream<String> gone = byInstance.entrySet().stream()
                .filter(entry -> age(entry.getValue()) > FORGOTTEN.toMillis())
                .map(Map.Entry::getKey);
        Stream<String> past = refusals.entrySet().stream()
                .filter(entry -> entry.getValue().getRevision() < revision)
                .map(Map.Entry::getKey);
        return Stream.concat(gone, past).toList();
    }

    @Override
    public void close() {
        scan.close();
    }
}
