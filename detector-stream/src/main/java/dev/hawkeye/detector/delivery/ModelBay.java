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
 * The models of a running detector, as the delivery sees them: one in use, and at most one beside it, which is tried or,
 * after {@link #promote()}, was in use before. Used by one thread at a time.
 */
public interface ModelBay {
    /** The model that analyzes the frames of all cameras but those of a canary. */
    ModelInfo inUse();

    /** The model beside it. */
    Optional<ModelInfo> beside();

    /**
     * Uses a model from now on, without trying it on frames; where it is in use already, does nothing.
     *
     * @throws ModelException when it does not fit
     * @throws IllegalStateException when there is no room for it
     */
    void use(Path file);

    /** Uses the model of the settings, see {@link #use}. */
    void useOwn();

    /** Whether the model in use is that of the settings. */
    boolean usesOwn();

    /**
     * Loads a model beside the one in use, tries it on what cameras have sent lately, and compares it with the one in use
     * from then on.
     *
     * @throws ModelException when it does not fit, or when something speaks against it; nothing has changed then
     * @throws IllegalStateException when there is no room for it
     */
    void tryBeside(Path file, TrialTerms terms);

    /** Has the model that is tried analyze the frames of these cameras. */
    void canary(Set<String> cameras);

    /** The model that is tried is in use, and the one that was in use is beside it. */
    void promote();

    /** Ends the trial: the model in use stays, the one beside it is freed. */
    void settle();

    /** Ends the trial: the model that was in use before the trial is in use, the one that was tried is freed. */
    void withdraw();

    /** What speaks against the model that is tried, by the frames so far. */
    Optional<String> refusal();

    /** What the comparison has shown so far; empty without a trial. */
    Optional<TrialFigures> figures();

    /**
     * Compares the model in use with the one that it was made from, until {@link #endDrift()}.
     *
     * @param everyFrames one of so many frames, at least 1
     * @param minAgreement lowest agreement of an hour of a camera, 0 to 1
     * @throws ModelException when that one does not fit
     */
    void watchDrift(Path original, int everyFrames, double minAgreement);

    /** Ends that, if it was begun. */
    void endDrift();

    /** The cameras in which both agree too little, with the agreement of their last hour. */
    SortedMap<String, Double> drifted();

    /** Counts a model that was refused. */
    void refused();
}
