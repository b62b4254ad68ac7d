package dev.hawkeye.detector.delivery;

import dev.hawkeye.detector.trial.TrialFigures;
import dev.hawkeye.detector.trial.TrialTerms;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The models of a running detector, as seen by the delivery: one in use, and at most one beside it, which is on trial
 * or, after {@link #promote()}, was in use before. Used by one thread at a time.
 */
public interface ModelBay {
    /** The model that analyzes the frames of all cameras except those of a canary. */
    ModelInfo inUse();

    /** The model beside the one in use. */
    Optional<ModelInfo> beside();

    /**
     * Uses a model from now on, without a trial; does nothing if it is already in use.
     *
     * @throws ModelException when it does not fit
     * @throws IllegalStateException when there is no room for it
     */
    void use(Path file);

    /** Uses the configured model, see {@link #use}. */
    void useOwn();

    /** Whether the configured model is in use. */
    boolean usesOwn();

    /**
     * Loads a model beside the one in use, tries it on pictures that cameras sent recently, and from then on compares
     * it with the one in use.
     *
     * @throws ModelException when it does not fit or fails the comparison; nothing has changed then
     * @throws IllegalStateException when there is no room for it
     */
    void tryBeside(Path file, TrialTerms terms);

    /** Lets the model on trial analyze the frames of these cameras. */
    void canary(Set<String> cameras);

    /** Puts the model on trial in use, with the previous one beside it. */
    void promote();

    /** Ends the trial: keeps the model in use, and frees the one beside it. */
    void settle();

    /** Ends the trial: uses the model that was in use before the trial, and frees the one on trial. */
    void withdraw();

    /** Why the model on trial should be refused, judging by the frames so far. */
    Optional<String> refusal();

    /** The results of the comparison so far; empty without a trial. */
    Optional<TrialFigures> figures();

    /**
     * Compares the model in use with the one that it was made from, until {@link #endDrift()}.
     *
     * @param everyFrames compares one of this many frames, at least 1
     * @param minAgreement minimum agreement of a camera over one hour, 0 to 1
     * @throws ModelException when the original does not fit
     */
    void watchDrift(Path original, int everyFrames, double minAgreement);

    /** Ends the drift comparison, if there is one. */
    void endDrift();

    /** The cameras for which the two agree too little, with the agreement of their last hour. */
    SortedMap<String, Double> drifted();

    /** Counts a model that was refused. */
    void refused();
}
