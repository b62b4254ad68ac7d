package dev.hawkeye.detector.delivery;

import dev.hawkeye.detector.trial.TrialFigures;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.CameraDrift;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.vision.model.ModelInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Builds a detector's {@code model-status} records from the state of its models. Not thread-safe. */
final class StatusRecords {
    private static final int MAX_DRIFTED = 100;

    private final String instance;
    private final ModelBay bay;

    StatusRecords(String instance, ModelBay bay) {
        this.instance = instance;
        this.bay = bay;
    }

    /** The progress of a transition. */
    ModelStatus of(ModelState state, ModelTransition transition) {
        ModelStatus status = status(state, transition.revision(), transition.reason());
        transition.tried().ifPresent(model -> status.setTrial(trial(model, bay.figures(), transition.until())));
        return status;
    }

    /** The refusal of a model. */
    ModelStatus refusal(ActiveModel model, String why) {
        ModelStatus status = status(ModelState.REFUSED, model.getRevision(), why);
        status.setTrial(trial(model.getModel(), bay.figures(), Optional.empty()));
        return status;
    }

    private ModelStatus status(ModelState state, long revision, String reason) {
        ModelInfo now = bay.inUse();
        return new ModelStatus(
                instance, state, revision, now.name(), now.sha256(), reason, Instant.now(), null, drift());
    }

    private List<CameraDrift> drift() {
        return bay.drifted().entrySet().stream()
                .limit(MAX_DRIFTED)
                .map(entry -> new CameraDrift(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ModelTrial trial(PublishedModel model, Optional<TrialFigures> figures, Optional<Instant> until) {
        ModelTrial.Builder trial = ModelTrial.newBuilder()
                .setSha256(model.getSha256())
                .setUntil(until.orElse(null))
                .setFrames(0)
                .setObjects(0)
                .setObjectsBefore(0)
                .setP95Micros(0)
                .setP95MicrosBefore(0)
                .setFailed(0)
                .setFailedBefore(0);
        figures.ifPresent(of -> {
            OptionalDouble agreement = of.agreement().f1();
            trial.setFrames(of.frames())
                    .setAgreement(agreement.isPresent() ? agreement.getAsDouble() : null)
                    .setObjects(of.agreement().found())
                    .setObjectsBefore(of.agreement().expected())
                    .setP95Micros(TimeUnit.NANOSECONDS.toMicros(of.times().p95Nanos()))
                    .setP95MicrosBefore(
                            TimeUnit.NANOSECONDS.toMicros(of.timesBefore().p95Nanos()))
                    .setFailed(of.failed())
                    .setFailedBefore(of.failedBefore());
        });
        return trial.build();
    }
}
