package dev.hawkeye.detector.delivery;

import dev.hawkeye.detector.delivery.RolloutPlan.Stage;
import dev.hawkeye.detector.trial.TrialTerms;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a detector from one published model to the next, stage by stage.
 *
 * <p>There is no leader: each detector advances when the time of a stage has come ({@link RolloutPlan}), and any of
 * them can end the rollout by refusing the model ({@link Words}). A refusal is permanent, so a detector that starts
 * later does not use the model either. A model that nobody could judge does not advance: before a stage ends, all
 * detectors together must have compared enough frames.
 *
 * <p>A detector that starts during the watch, or already uses the model, has nothing to compare it with, but returns to
 * the previous one like the others when one of them refuses it.
 *
 * <p>Once the watch is over, or for a model that is put in use untried, a refusal affects only the detector that
 * refuses: a machine that is added a month later and has no free space must not change the model of all the others.
 *
 * <p>Has no clock; callers pass the time. Not thread-safe.
 */
final class ModelTransition {
    private static final Logger log = LoggerFactory.getLogger(ModelTransition.class);

    private final ModelBay bay;
    private final ModelSource source;
    private final Words words;
    private final BooleanSupplier closing;
    private final ThrottledLog trouble = ThrottledLog.once(log);

    private ActiveModel wanted; // null before the first record
    private RolloutPlan plan; // null for a model that is put in use untried
    private Stage stage; // null before the transition has begun
    private long recordMillis;
    private long began;
    private boolean driftBegun; // whether it was decided how to watch the model that is in use for good
    private ModelState state = ModelState.IN_USE;
    private String reason;

    /** What the detectors of a site report about a model. */
    interface Words {
        /** Why one of them refuses the model; empty when none does. */
        Optional<String> refusal(ActiveModel of);

        /** What all of them together have compared. */
        Compared compared(ActiveModel of);

        /** Tells all of them why this one refuses the model. */
        void refuse(ActiveModel model, String why);
    }

    /**
     * What detectors have compared.
     *
     * @param frames that both models have analyzed
     * @param objects that the previous model found in them
     */
    record Compared(long frames, long objects) {}

    /** @param closing whether the detector is closing, in which case failures are not the model's fault */
    ModelTransition(ModelBay bay, ModelSource source, Words words, BooleanSupplier closing) {
        this.bay = bay;
        this.source = source;
        this.words = words;
        this.closing = closing;
    }

    /** Whether this record is the current or last one that was followed. */
    boolean follows(ActiveModel active) {
        return active.equals(wanted);
    }

    /**
     * Ends what is in progress and switches to another record; {@link #step} does the rest.
     *
     * @param millis time of the record
     */
    void follow(ActiveModel next, long millis) {
        boolean returns = bay.beside()
                .filter(one -> one.sha256().equals(next.getModel().getSha256()))
                .isPresent();
        if (stage == Stage.SHADOW || stage == Stage.CANARY || (stage == Stage.WATCH && returns)) {
            bay.withdraw();
        } else if (stage == Stage.WATCH) {
            bay.settle();
        }
        bay.endDrift();
        driftBegun = false;
        wanted = next;
        recordMillis = millis;
        plan = null;
        stage = null;
        state = ModelState.LOADING;
        reason = null;
    }

    /**
     * Does what is due.
     *
     * @param now ms since 1970, by the clock of the record's time
     */
    void step(long now) {
        if (wanted == null) {
            return;
        }
        ModelState before = state;
        try {
            if (stage == null) {
                begin(now);
            } else {
                goOn(now);
            }
        } catch (ModelException | IllegalStateException e) {
            if (!closing.getAsBoolean()) {
                refuse(e.getMessage(), now);
            }
        } catch (OutOfMemoryError e) {
            refuse("it needs more memory than there is (" + e.getMessage() + "): publish a smaller model", now);
        } catch (IOException | UncheckedIOException e) {
            refuse("it cannot be kept in data-directory (" + e.getMessage() + "): it needs free space there", now);
        }
        if (state != before) {
            tidy();
        }
        if (stage == Stage.SETTLED && !driftBegun) {
            driftOfInUse().ifPresent(this::watchDrift);
            driftBegun = true; // not if Kafka did not answer
        }
    }

    private Optional<DriftBound> driftOfInUse() {
        if (is(bay.inUse(), wanted.getModel())) {
            return Optional.ofNullable(wanted.getDrift());
        }
        return wanted.getPrevious() != null && usesPrevious()
                ? Optional.ofNullable(wanted.getPreviousDrift())
                : Optional.empty();
    }

    /** A failure is only logged: the model is as good without its original. */
    private void watchDrift(DriftBound bound) {
        PublishedModel original = bound.getOriginal();
        try {
            bay.watchDrift(
                    source.file(original),
                    Math.max(1, bound.getEveryFrames()),
                    Math.min(1, Math.max(0, bound.getMinAgreement())));
            log.info(
                    "Model {} is compared with its original {} on one of {} frames",
                    bay.inUse().name(),
                    original.getName(),
                    bound.getEveryFrames());
        } catch (ModelException | IllegalStateException | IOException | UncheckedIOException | OutOfMemoryError e) {
            log.warn("Drift is not watched, original {} cannot be used: {}", original.getName(), e.getMessage());
        }
    }

    private void begin(long now) throws IOException {
        began = now;
        PublishedModel model = wanted.getModel();
        if (wanted.getRollout() == null) {
            use(model);
            return;
        }
        if (wanted.getRollout().getWithdrawn()) {
            back();
            stage = Stage.SETTLED;
            state = ModelState.IN_USE;
            return;
        }
        plan = RolloutPlan.of(wanted, recordMillis);
        Optional<String> refusal = words.refusal(wanted);
        if (refusal.isPresent()) {
            returned(refusal.get());
            return;
        }
        Stage due = plan.stageAt(now);
        if (is(bay.inUse(), model) || due == Stage.SETTLED || (due == Stage.WATCH && !usesPrevious())) {
            use(model);
            if (now < plan.watchUntil()) {
                stage = Stage.WATCH;
            }
            return;
        }
        back();
        bay.tryBeside(source.file(model), plan.terms());
        stage = Stage.SHADOW;
        state = ModelState.SHADOW;
        log.info("Model {} is tried beside {}", model.getName(), bay.inUse().name());
        goOn(now);
    }

    private void use(PublishedModel model) throws IOException {
        bay.use(source.file(model));
        stage = Stage.SETTLED;
        state = ModelState.IN_USE;
        note(model);
    }

    private void note(PublishedModel model) {
        try {
            source.used(model);
        } catch (IOException e) {
            log.warn("Model {} is in use, but will not be after a restart: {}", model.getName(), e.toString());
        }
    }

    private void goOn(long now) {
        if (stage == Stage.SETTLED) {
            return;
        }
        Optional<String> refusal = words.refusal(wanted);
        if (refusal.isPresent()) {
            returned(refusal.get());
            return;
        }
        Optional<String> own = bay.refusal();
        if (own.isPresent()) {
            refuse(own.get(), now);
            return;
        }
        Stage due = plan.stageAt(now);
        while (stage.compareTo(due) < 0) {
            Optional<String> unknown = unknown();
            if (unknown.isPresent()) {
                refuse(unknown.get(), now);
                return;
            }
            moveOn(due);
        }
    }

    private void moveOn(Stage due) {
        switch (stage) {
            case SHADOW, CANARY -> {
                if (stage == Stage.SHADOW && due == Stage.CANARY) {
                    bay.canary(plan.cameras());
                    stage = Stage.CANARY;
                    state = ModelState.CANARY;
                    log.info("Model {} analyzes cameras {}", wanted.getModel().getName(), plan.cameras());
                } else {
                    bay.promote();
                    stage = Stage.WATCH;
                    state = ModelState.IN_USE;
                    note(wanted.getModel());
                }
            }
            case WATCH -> {
                bay.settle();
                stage = Stage.SETTLED;
            }
            case SETTLED -> throw new IllegalStateException("no stage follows " + stage);
        }
    }

    /** @return why nobody could judge the model in the ending stage; empty when it was judged, or there was no stage */
    private Optional<String> unknown() {
        long end = plan.endOf(stage);
        if (stage == Stage.WATCH || end <= recordMillis || began >= end) {
            return Optional.empty();
        }
        boolean comparable = bay.figures().map(one -> one.comparable()).orElse(true);
        Compared compared = words.compared(wanted);
        return compared.frames() >= TrialTerms.MIN_FRAMES
                        && (compared.objects() >= TrialTerms.MIN_OBJECTS || !comparable)
                ? Optional.empty()
                : Optional.of("it could not be judged: " + compared.frames() + " frames with " + compared.objects()
                        + " objects were compared, " + TrialTerms.MIN_FRAMES + " and " + TrialTerms.MIN_OBJECTS
                        + " are needed; publish it with"
                        + " a longer --shadow or a larger --share, or when there is more to see");
    }

    /** This detector refuses the model; during the rollout, so do all others. */
    private void refuse(String why, long now) {
        bay.refused();
        if (plan != null && now < plan.watchUntil()) {
            words.refuse(wanted, why);
        }
        end(why);
        log.error(
                "Model {} is refused, {} stays in use: {}",
                wanted.getModel().getName(),
                bay.inUse().name(),
                why);
    }

    /** Another detector refuses the model, so this one does not use it either. */
    private void returned(String why) {
        end(why);
        log.warn(
                "Model {} is refused, {} is in use: {}",
                wanted.getModel().getName(),
                bay.inUse().name(),
                why);
    }

    private void end(String why) {
        if (stage != null && stage != Stage.SETTLED) {
            bay.withdraw();
        }
        if (plan != null) {
            back();
        }
        stage = Stage.SETTLED;
        state = ModelState.REFUSED;
        reason = why;
    }

    private boolean usesPrevious() {
        return wanted.getPrevious() == null ? bay.usesOwn() : is(bay.inUse(), wanted.getPrevious());
    }

    private static boolean is(ModelInfo info, PublishedModel model) {
        return info.sha256().equals(model.getSha256()) && info.name().equals(model.getName());
    }

    /** Uses the previous model. If that is not possible, the model in use stays. */
    private void back() {
        PublishedModel previous = wanted.getPrevious();
        try {
            if (previous == null) {
                bay.useOwn();
                source.usedNone();
            } else {
                if (!is(bay.inUse(), previous)) {
                    bay.use(source.file(previous));
                }
                source.used(previous);
            }
        } catch (ModelException | IllegalStateException | IOException | UncheckedIOException | OutOfMemoryError e) {
            log.warn(
                    "{} stays in use, since {} cannot be restored: {}",
                    bay.inUse().name(),
                    previous == null ? "the model of the settings" : previous.getName(),
                    e.getMessage());
        }
    }

    private void tidy() {
        try {
            source.keepOnly(wanted, bay.inUse().sha256());
            trouble.reset();
        } catch (IOException e) {
            trouble.warn("Models that are no longer needed cannot be deleted: {}", e.toString());
        }
    }

    ModelState state() {
        return state;
    }

    /** Why the model is refused; null when it is not. */
    String reason() {
        return reason;
    }

    /** The revision of the record that it follows; 0 before the first. */
    long revision() {
        return wanted == null ? 0 : wanted.getRevision();
    }

    /** The model that is on trial, or in use and still watched. */
    Optional<PublishedModel> tried() {
        return stage == null || stage == Stage.SETTLED
                ? Optional.empty()
                : Optional.of(wanted).map(ActiveModel::getModel);
    }

    /** When the stage ends. */
    Optional<Instant> until() {
        return tried().map(model -> Instant.ofEpochMilli(plan.endOf(stage)));
    }
}
