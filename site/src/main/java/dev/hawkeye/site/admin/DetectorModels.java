package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.ModelShelf;
import dev.hawkeye.console.admin.ModelsNow;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Models over the air, for the console. What is active is read anew only when a detector, or this process, says that it has
 * changed, and now and then: the topic that says so also has all the bytes. Safe for use by many threads.
 */
final class DetectorModels implements ModelShelf {
    private static final long OLD_NANOS = 60_000_000_000L;
    /** As {@code model publish} has it. */
    private static final long MOST_BYTES = 512L << 20;

    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;

    private final Supplier<Map<String, Object>> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;

    /** These are guarded by this. */
    private Optional<ActiveModel> active = Optional.empty();

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
                        active(newest).map(DetectorModels::view).orElse(null),
                        running.stream().map(DetectorModels::view).toList());
            }
        });
    }

    private synchronized Optional<ActiveModel> active(long newest) {
        long known = active.map(ActiveModel::getRevision).orElse(0L);
        if (!isKnown || newest > known || System.nanoTime() - knownNanos > OLD_NANOS) {
            know(desk().active());
        }
        return active;
    }

    private synchronized void know(Optional<ActiveModel> now) {
        active = now;
        isKnown = true;
        knownNanos = System.nanoTime();
    }

    private ModelDesk desk() {
        return new ModelDesk(kafka.get(), topics, registry);
    }

    private static ModelsNow.Active view(ActiveModel active) {
        return new ModelsNow.Active(
                active.getModel().getName(),
                active.getModel().getSha256(),
                active.getModel().getSize(),
                active.getRevision(),
                active.getBy(),
                active.getAt().toEpochMilli(),
                active.getPrevious() == null ? null : active.getPrevious().getName());
    }

    private static ModelsNow.Detector view(ModelStatus status) {
        return new ModelsNow.Detector(
                status.getInstance(),
                status.getState().name(),
                status.getRevision(),
                status.getModel(),
                status.getSha256(),
                status.getReason());
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public long publish(Path file, String name, String by) {
        try {
            Model.check(file);
            if (Model.isSplit(file)) {
                throw new ApiException(
                        UNPROCESSABLE,
                        name + " keeps its weights in files of their own, which cannot be published: export it again as"
                                + " one file");
            }
            return changed(() -> desk().publish(file, name, by, percent -> {}));
        } catch (UserException e) {
            throw new ApiException(UNPROCESSABLE, e.getMessage().replace(file.toString(), name));
        }
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
        ActiveModel now = KafkaAnswers.of(kafka, change);
        know(Optional.of(now));
        return now.getRevision();
    }
}
