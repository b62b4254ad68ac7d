package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.ModelsNow;
import dev.hawkeye.console.admin.ModelsNow.Stage;
import dev.hawkeye.detector.delivery.Standing;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Converts the records of the model topics to the console's views. */
final class ModelViews {
    private static final double MICROS_PER_MILLI = 1000;

    private ModelViews() {}

    /** The stage of a publication, and when it ends; null when it does not end. */
    private record Place(Stage stage, Instant until) {}

    static ModelsNow.Active of(Standing standing, Instant now) {
        ActiveModel active = standing.active();
        Place place = place(standing, now);
        return new ModelsNow.Active(
                active.getModel().getName(),
                active.getModel().getSha256(),
                active.getModel().getSize(),
                active.getRevision(),
                active.getBy(),
                active.getAt().toEpochMilli(),
                place.stage(),
                place.until() == null ? null : place.until().toEpochMilli(),
                active.getRollout() == null ? List.of() : active.getRollout().getCameras(),
                standing.refusal().orElse(null),
                Optional.ofNullable(active.getPrevious())
                        .map(PublishedModel::getName)
                        .orElse(null));
    }

    private static Place place(Standing standing, Instant now) {
        if (standing.isReturned()) {
            return new Place(standing.refusal().isPresent() ? Stage.REFUSED : Stage.WITHDRAWN, null);
        }
        Rollout rollout = standing.active().getRollout();
        if (rollout == null) {
            return new Place(Stage.IN_USE, null);
        }
        Instant shadow = standing.since().plusMillis(rollout.getShadowMillis());
        Instant canary = shadow.plusMillis(rollout.getCanaryMillis());
        Instant watch = canary.plusMillis(rollout.getWatchMillis());
        if (now.isBefore(shadow)) {
            return new Place(Stage.SHADOW, shadow);
        }
        if (now.isBefore(canary)) {
            return new Place(Stage.CANARY, canary);
        }
        return now.isBefore(watch) ? new Place(Stage.WATCHED, watch) : new Place(Stage.IN_USE, null);
    }

    static ModelsNow.Detector of(ModelStatus status) {
        return new ModelsNow.Detector(
                status.getInstance(),
                status.getState().name(),
                status.getRevision(),
                status.getModel(),
                status.getSha256(),
                status.getReason(),
                Optional.ofNullable(status.getTrial()).map(ModelViews::of).orElse(null),
                status.getDrift().stream()
                        .map(drift -> new ModelsNow.Drift(drift.getCamera(), drift.getAgreement()))
                        .toList());
    }

    private static ModelsNow.Trial of(ModelTrial trial) {
        return new ModelsNow.Trial(
                trial.getFrames(),
                trial.getAgreement(),
                trial.getObjects(),
                trial.getObjectsBefore(),
                trial.getP95Micros() / MICROS_PER_MILLI,
                trial.getP95MicrosBefore() / MICROS_PER_MILLI,
                trial.getFailed(),
                trial.getFailedBefore());
    }
}
