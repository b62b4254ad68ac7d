package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.ModelOffer;
import dev.hawkeye.console.admin.ModelShelf;
import dev.hawkeye.console.admin.ModelsNow;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.detector.delivery.Standing;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Models over the air, for the console. The active model is cached: it is read again only when a detector or this
 * process reports a change, and now and then, because its topic also contains the models' bytes. Thread-safe.
 */
final class DetectorModels implements ModelShelf {
    private static final long OLD_NANOS = 60_000_000_000L;
    /** The same limit as {@code model publish}. */
    private static final long MOST_BYTES = 512L << 20;

    private static final Duration WATCH = Duration.ofMinutes(10);
    private static final double SHARE = 0.05;
    private static final double MIN_AGREEMENT = 0.5;
    private static final double MAX_SLOWDOWN = 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;

    private final Supplier<Map<String, Object>> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;

    /** Guarded by this, like all below. */
    private Optional<Standing> known = Optional.empty();

    private boolean isKnown;
    private long knownNanos;

    DetectorModels(Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.registry = registry;
    }

    @Override
    public ModelsNow now() {
        return KafkaAnswers.of(kafka, () -> {
            try (InstanceStates states = InstanceStates.open(kafka.get(), topics, registry)) {
                Collection<ModelStatus> running = states.ofRunning();
                long newest = running.stream()
                        .mapToLong(ModelStatus::getRevision)
                        .max()
                        .orElse(0);
                return new ModelsNow(
                        standing(newest)
                                .map(one -> new Standing(one.active(), one.since(), states.refusal(one.active())))
                                .map(one -> ModelViews.of(one, Instant.now()))
                                .orElse(null),
                        running.stream().map(ModelViews::of).toList());
            }
        });
    }

    private synchronized Optional<Standing> standing(long newest) {
        long revision = known.map(one -> one.active().getRevision()).orElse(0L);
        if (!isKnown || newest > revision || System.nanoTime() - knownNanos > OLD_NANOS) {
            known = desk().standing();
            isKnown = true;
            knownNanos = System.nanoTime();
        }
        return known;
    }

    private synchronized void forget() {
        isKnown = false;
    }

    private ModelDesk desk() {
        return new ModelDesk(kafka.get(), topics, registry);
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public long publish(Path file, ModelOffer offer) {
        try {
            Model.check(file);
            if (Model.isSplit(file)) {
                throw new UserException(offer.name()
                        + " keeps its weights in separate files, which cannot be published: export it again as one"
                        + " file");
            }
            Optional<Rollout> rollout = offer.untried() ? Optional.empty() : Optional.of(rollout(offer));
            ModelDesk.Offer made =
                    new ModelDesk.Offer(offer.name(), rollout, Optional.empty(), Optional.empty(), offer.by());
            return changed(() -> desk().publish(file, made, percent -> {}));
        } catch (UserException e) {
            throw new ApiException(UNPROCESSABLE, e.getMessage().replace(file.toString(), offer.name()));
        }
    }

    private Rollout rollout(ModelOffer offer) {
        checkCameras(offer.cameras());
        return new Rollout(
                offer.shadow().toMillis(),
                offer.canary().toMillis(),
                offer.cameras(),
                WATCH.toMillis(),
                SHARE,
                MIN_AGREEMENT,
                MAX_SLOWDOWN,
                offer.otherClasses(),
                false);
    }

    /** Rejects unknown cameras: a canary on no camera would always pass. */
    private void checkCameras(List<String> cameras) {
        if (cameras.isEmpty()) {
            return;
        }
        Set<String> there = KafkaAnswers.of(
                kafka,
                () -> CameraStatuses.read(kafka.get(), topics.cameraStatus(), List.of(), registry, PATIENCE)
                        .keySet());
        cameras.stream().filter(camera -> !there.contains(camera)).findFirst().ifPresent(camera -> {
            throw new UserException("cameras names '" + camera + "', which no ingest has reported: name one of "
                    + String.join(", ", there));
        });
    }

    @Override
    public long rollback(String by) {
        try {
            return changed(() -> desk().rollback(by));
        } catch (UserException e) {
            throw new ApiException(CONFLICT, e.getMessage());
        }
    }

    private long changed(KafkaAnswers.Work<ActiveModel> change) {
        try {
            return KafkaAnswers.of(kafka, change).getRevision();
        } finally {
            forget();
        }
    }
}
