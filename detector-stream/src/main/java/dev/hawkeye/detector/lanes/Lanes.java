package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that analyze frames: one {@link Lane} each, one core each. On a CPU, a single-threaded inference on
 * every core is much faster than one inference over all cores, and needs no coordination.
 *
 * <p>An inference that never ends would block its partition forever, since results are forwarded in order. So each has
 * a deadline. A lane that misses it is replaced, and the frames that shared its inference are retried, each alone: the
 * culprit misses the deadline again and becomes FAILED, and the others are analyzed. So the fate of a frame never
 * depends on the frames it was batched with.
 *
 * <p>The model may {@link #change} at any time. Waiting frames are not tied to a model, so the crew of the new model
 * takes the next batch, while that of the old one finishes its current work, leaves, and frees its model.
 *
 * <p>Or a second model is loaded {@link #beside} the first, to be tried: in {@link #spares}, which produce no results,
 * and on the frames of some cameras ({@link #canary}). The two may trade places ({@link #swap}), as often as needed,
 * until one of them is {@link #alone}. Each of these changes replaces the crew, as above. The crews never have more
 * than two models; the original of {@link #sparesWith} comes on top.
 *
 * <p>Thread-safe. Lives as long as the service; {@link #close()} ends the threads, frees lanes and models, and leaves
 * frames that still wait without a result.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final long FINISH_TIMEOUT_MILLIS = 1_000;
    private static final long CANCEL_TIMEOUT_MILLIS = 2_000;

    private final LaneWork work;
    private final LaneSettings settings;
    private final LaneMeters meters;
    private final LaneQueues queues;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hawkeye-lane-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final LaneTap tap;
    private final ThrottledLog trouble = ThrottledLog.once(log);

    /** This and the following fields are guarded by this; {@code crew} is also read without the lock. */
    private volatile Crew crew;

    private final List<LaneThread> threads = new ArrayList<>();
    private final List<LaneThread> replaced = new ArrayList<>(); // those whose inference has not returned
    private final List<LaneThread> leaving = new ArrayList<>(); // of former crews, with their last batch
    private SharedModel model;
    private SharedModel other; // beside model; null when that is alone
    private SharedModel former; // freed, or about to be
    private SharedModel third; // for sparesWith only; null without one
    private boolean closed;

    /** Starts the threads, which own the model from then on. */
    public Lanes(
            LaneModel model,
            LaneWork work,
            LaneSettings settings,
            Shedding shedding,
            Clock clock,
            MeterRegistry metrics) {
        this(model, work, settings, shedding, clock, metrics, LaneTap.NONE);
    }

    /** @param tap is notified of each analyzed frame */
    public Lanes(
            LaneModel model,
            LaneWork work,
            LaneSettings settings,
            Shedding shedding,
            Clock clock,
            MeterRegistry metrics,
            LaneTap tap) {
        this.work = work;
        this.settings = settings;
        this.tap = tap;
        this.meters = new LaneMeters(metrics, settings.lanes());
        this.queues = new LaneQueues(settings.lanes(), settings.batch(), settings.inFlightBytes(), shedding, clock);
        this.model = new SharedModel(model);
        this.crew = newCrew(this.model, null, Set.of());
        this.threads.addAll(newThreads(crew));
        threads.forEach(LaneThread::start);
        long interval = Math.min(1_000, settings.timeout().toMillis() / 4);
        var unused = watch.scheduleWithFixedDelay(this::replaceHanging, interval, interval, TimeUnit.MILLISECONDS);
    }

    private Crew newCrew(SharedModel all, SharedModel canary, Set<String> cameras) {
        return new Crew(all, canary, cameras, work, settings, queues, meters, tap);
    }

    private List<LaneThread> newThreads(Crew of) {
        List<LaneThread> made = new ArrayList<>();
        try {
            for (int i = 0; i < settings.lanes(); i++) {
                made.add(of.newThread(i));
            }
            return made;
        } catch (RuntimeException | Error e) {
            made.forEach(LaneThread::discard);
            of.dismiss();
            throw e;
        }
    }

    /** A queue for the frames of one partition. */
    public LaneQueues.Queue newQueue() {
        return queues.newQueue();
    }

    /** The model that takes the next frames. */
    public ModelInfo model() {
        return crew.model().info();
    }

    /**
     * Analyzes all frames that no lane has taken yet with another model. Returns at once; the previous model is freed
     * when its last inference has returned, see {@link #awaitFormer}. The next change must wait for that, so that there
     * are never more than two models.
     *
     * @param next owned by the lanes from now on, unless this throws
     * @throws IllegalStateException when the model before the current one is still in use, or when the lanes are closed
     * @throws IllegalArgumentException when a batch does not fit this model
     */
    public synchronized void change(LaneModel next) {
        requireRoom();
        SharedModel fresh = new SharedModel(next);
        replaceCrew(newCrew(fresh, null, Set.of()));
        former = model;
        model = fresh;
        former.leave();
    }

    /**
     * Checks that there is room for a second model.
     *
     * @throws IllegalStateException when there is not, or when the lanes are closed
     */
    public synchronized void requireRoom() {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        if (other != null) {
            throw new IllegalStateException("model " + other.info().name() + " is being tried: try again later");
        }
        if (former != null && !former.isGone()) {
            throw new IllegalStateException("an inference of model "
                    + former.info().name()
                    + " has not returned, so its memory is not free yet: try again later, or restart the"
                    + " detector");
        }
    }

    /**
     * Takes a second model beside the one in use, without giving it any frames. Throws as {@link #change} does.
     *
     * @param next owned by the lanes from now on, unless this throws
     */
    public synchronized void beside(LaneModel next) {
        requireRoom();
        SharedModel fresh = new SharedModel(next);
        fresh.newLane(settings, settings.batch()).close(); // it fits, or this throws
        other = fresh;
    }

    /** The model beside the one in use. */
    public synchronized Optional<ModelInfo> other() {
        return Optional.ofNullable(other).map(SharedModel::info);
    }

    /** Gives the frames of these cameras to the model beside the one in use, from the next batch on. */
    public synchronized void canary(Set<String> cameras) {
        requireOther();
        replaceCrew(newCrew(model, other, cameras));
    }

    /** Swaps the model in use and the one beside it, from the next batch on. */
    public synchronized void swap() {
        requireOther();
        replaceCrew(newCrew(other, null, Set.of()));
        SharedModel before = model;
        model = other;
        other = before;
    }

    /**
     * Frees the model beside the one in use, once its last inference has returned, see {@link #awaitFormer}; does
     * nothing without one.
     */
    public synchronized void alone() {
        if (other == null || closed) {
            return;
        }
        if (crew.canary() != null) {
            replaceCrew(newCrew(model, null, Set.of()));
        }
        former = other;
        other = null;
        former.leave();
    }

    private void requireOther() {
        if (other == null || closed) {
            throw new IllegalStateException("no model is being tried");
        }
    }

    /** Lanes of two models, run by others: of the reference, and of the one that is compared with it. */
    public record Spares(SpareLane before, SpareLane other) {}

    /** Creates a lane of each of the two models; the caller must close both. */
    public synchronized Spares spares() {
        requireOther();
        SpareLane inUse = new SpareLane(model, work, settings);
        try {
            return new Spares(inUse, new SpareLane(other, work, settings));
        } catch (RuntimeException | Error e) {
            inUse.close();
            throw e;
        }
    }

    /**
     * Creates a lane of a third model, and one of the model in use; the caller must close both. The third model is
     * freed with its lane.
     *
     * @param measure owned by its lane from now on, unless this throws
     */
    public synchronized Spares sparesWith(LaneModel measure) {
        SharedModel shared = new SharedModel(measure);
        SpareLane ofModel = new SpareLane(model, work, settings);
        try {
            SpareLane ofThird = new SpareLane(shared, work, settings);
            shared.leave();
            third = shared;
            return new Spares(ofThird, ofModel);
        } catch (RuntimeException | Error e) {
            ofModel.close();
            throw e;
        }
    }

    /** Whether live frames wait for a lane, so that nothing else should take CPU time. */
    public boolean isPressed() {
        return queues.hasLive();
    }

    private void replaceCrew(Crew successors) {
        List<LaneThread> fresh = newThreads(successors);
        Crew before = crew;
        leaving.addAll(threads);
        threads.clear();
        threads.addAll(fresh);
        crew = successors;
        before.dismiss();
        threads.forEach(LaneThread::start);
    }

    /**
     * Changes the classes to detect, from the next batch on.
     *
     * @param wanted the classes for each camera, for each loaded model
     */
    public synchronized void want(Function<ModelInfo, ByCamera<ClassScores>> wanted) {
        Map<SharedModel, ByCamera<ClassScores>> all = new HashMap<>();
        Stream.of(model, other, third)
                .filter(one -> one != null && !one.isGone())
                .forEach(one -> all.put(one, wanted.apply(one.info())));
        all.forEach(SharedModel::want);
    }

    /** Waits up to {@code longest} until the model before the current one is freed. @return whether it is */
    public boolean awaitFormer(Duration longest) throws InterruptedException {
        SharedModel last;
        synchronized (this) {
            last = former;
        }
        return last == null || last.awaitFreed(longest.toMillis());
    }

    private synchronized void replaceHanging() {
        for (int i = 0; i < threads.size(); i++) {
            LaneThread lane = threads.get(i);
            if (takeFromHanging(lane)) {
                meters.replaced();
            }
            if (lane.isSpent() && !closed) {
                replace(i);
            }
        }
        leaving.removeIf(lane -> takeFromHanging(lane) || !lane.isAlive());
        replaced.removeIf(thread -> !thread.isAlive());
    }

    /** If there is no memory for another lane, the next look tries again. */
    private void replace(int index) {
        LaneThread fresh = null;
        try {
            fresh = crew.newThread(index);
            fresh.start();
            threads.set(index, fresh);
            trouble.reset();
        } catch (RuntimeException | OutOfMemoryError e) {
            if (fresh != null) {
                fresh.discard();
            }
            trouble.warn("A lane cannot be replaced yet, retrying: {}", e.toString());
        }
    }

    /** @return whether the lane hung; other lanes then analyze its frames */
    private boolean takeFromHanging(LaneThread lane) {
        Optional<LaneQueues.Batch> batch = lane.takeIfOlder(settings.timeout());
        if (batch.isEmpty()) {
            return false;
        }
        String reason = String.format(
                Locale.ROOT,
                "no result within lane-timeout (%.1f s)",
                settings.timeout().toMillis() / 1000.0);
        log.warn(
                "A lane is replaced: {} for {} frames",
                reason,
                batch.get().frames().size());
        replaced.add(lane);
        failOrRetry(batch.get(), reason, lane);
        return true;
    }

    private void failOrRetry(LaneQueues.Batch batch, String reason, LaneThread lane) {
        Outcome failed = new Outcome.Failed(reason);
        if (batch.frames().size() == 1) {
            FrameTask frame = batch.frames().get(0);
            frame.complete(new FrameResult.Analyzed(failed, frame.nanosSinceArrival(), lane.modelOf(frame)));
            tap.analyzed(frame.camera(), frame.jpeg(), failed, lane.modelOf(frame));
        }
        queues.retryAlone(batch);
    }

    /** @return false when a lane has died, or when more replaced lanes hang than there are lanes */
    public synchronized boolean alive() {
        return threads.stream().allMatch(LaneThread::isAlive) && replaced.size() <= settings.lanes();
    }

    /** @return whether every model is freed, except that of {@link #sparesWith}; false while an inference hangs */
    public synchronized boolean ended() {
        return Stream.of(model, other, former).allMatch(one -> one == null || one.isGone());
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            watch.shutdownNow();
            meters.close();
            queues.close();
            crew.dismiss();
            model.leave();
            if (other != null) {
                other.leave();
            }
        }
        List<LaneThread> all = new ArrayList<>(threads);
        all.addAll(leaving);
        try {
            if (!join(all, FINISH_TIMEOUT_MILLIS)) {
                all.forEach(LaneThread::cancel);
                join(all, CANCEL_TIMEOUT_MILLIS);
            }
            join(replaced, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(List<LaneThread> threads, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean all = true;
        for (LaneThread thread : threads) {
            all &= thread.join(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
        return all;
    }
}
