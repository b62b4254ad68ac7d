package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.LastWords;
import dev.hawkeye.schemas.LastWords.Word;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the detectors report about their models on {@code model-status}: which one each uses, and any refusal. Owns a
 * consumer until {@link #close()}. Not thread-safe.
 */
public final class InstanceStates implements AutoCloseable {
    /** A detector that is silent for longer is gone. */
    public static final Duration LONGEST_SILENCE = ModelFollower.REPORT_INTERVAL.multipliedBy(3);

    /** The same for a detector that is loading a model, since it reports nothing in the meantime. */
    private static final Duration LONGEST_LOADING = Duration.ofMinutes(20);

    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final LastWords<ModelStatus> words;

    private InstanceStates(LastWords<ModelStatus> words) {
        this.words = words;
    }

    /**
     * Reads all reports so far.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public static InstanceStates open(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        return new InstanceStates(
                LastWords.open(kafka, topics.modelStatus(), registry, ModelStatus.class, OptionalLong.empty()));
    }

    /** Waits up to {@code longest} for more reports. */
    public void poll(Duration longest) {
        words.poll(longest);
    }

    /** The reports of detectors, without refusals, which have their own keys. */
    private Stream<Map.Entry<String, Word<ModelStatus>>> byInstance() {
        return words.byKey().entrySet().stream().filter(entry -> !ModelKeys.isRefused(entry.getKey()));
    }

    /**
     * The last report of each detector that has not stopped and has reported recently, by the broker's clock or this
     * machine's, whichever is later.
     */
    public Collection<ModelStatus> ofRunning() {
        return byInstance()
                .map(Map.Entry::getValue)
                .filter(word -> words.age(word) <= longestSilence(word.value()).toMillis())
                .map(Word::value)
                .filter(status -> status.getState() != ModelState.STOPPED)
                .toList();
    }

    private static Duration longestSilence(ModelStatus status) {
        return status.getState() == ModelState.LOADING ? LONGEST_LOADING : LONGEST_SILENCE;
    }

    /** Why a detector refuses a model on trial, and which detector; empty when none does. */
    public Optional<String> refusal(ActiveModel active) {
        return Optional.ofNullable(words.byKey().get(ModelKeys.refused(active.getRevision())))
                .map(Word::value)
                .filter(one -> one.getTrial() != null
                        && one.getTrial().getSha256().equals(active.getModel().getSha256()))
                .map(one -> one.getReason() + " (detector " + one.getInstance() + ")");
    }

    /** The comparisons of a model by all detectors except {@code instance}, including detectors that are gone. */
    List<ModelTrial> trials(ActiveModel active, String instance) {
        return byInstance()
                .map(entry -> entry.getValue().value())
                .filter(status -> !status.getInstance().equals(instance))
                .filter(status -> status.getRevision() == active.getRevision())
                .map(ModelStatus::getTrial)
                .filter(trial -> trial != null
                        && trial.getSha256().equals(active.getModel().getSha256()))
                .toList();
    }

    /** Keys of obsolete reports: those of detectors that are long gone, and refusals of earlier models. */
    List<String> obsolete(long revision) {
        Stream<String> gone = byInstance()
                .filter(entry -> words.age(entry.getValue()) > FORGOTTEN.toMillis())
                .map(Map.Entry::getKey);
        Stream<String> past = words.byKey().entrySet().stream()
                .filter(entry -> ModelKeys.isRefused(entry.getKey()))
                .filter(entry -> entry.getValue().value().getRevision() < revision)
                .map(Map.Entry::getKey);
        return Stream.concat(gone, past).toList();
    }

    @Override
    public void close() {
        words.close();
    }
}
